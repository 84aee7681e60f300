import type { KubeObject } from '../kubernetes/objectStore.ts';
import { deployLabels, OPERANDS_LABEL } from './nodeObject.ts';
import type { World } from './world.ts';

const PREFIX = 'nvidia.com/gpu.deploy.';

/**
 * The operator's care for its labels: a node gets those that it lacks, and loses all where it is to be left alone
 * (NVIDIA/gpu-operator, controllers/state_manager.go).
 */
export function keepDeployLabels(world: World, { metadata }: KubeObject): void {
  const node = world.nodes.get(metadata.name);
  if (node === undefined) return;
  const labels = metadata.labels ?? {};
  const own = Object.keys(labels).filter((key) => key.startsWith(PREFIX) && key !== OPERANDS_LABEL);
  const isUnmanaged = labels[OPERANDS_LABEL] === 'false';
  const missing = Object.entries(deployLabels(node, world.plan)).filter(([key]) => !(key in labels));
  if (isUnmanaged ? own.length === 0 : missing.length === 0) return;
  world.store.modify('Node', undefined, metadata.name, (draft) => {
    const kept = Object.entries(labels).filter(([key]) => !isUnmanaged || !own.includes(key));
    draft.metadata.labels = { ...Object.fromEntries(kept), ...(!isUnmanaged && Object.fromEntries(missing)) };
  });
}
