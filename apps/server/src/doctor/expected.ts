import { hasLabels } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../fact.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { componentsOf, nvidiaCapacity } from './cluster.ts';
import { COMPONENT_OF_LABEL, skippingLabels } from './deployLabels.ts';
import type { Facts } from './facts.ts';

/** Released before 1.6, the operator put everything where this stands; since then a label per component decides. */
const GPU_PRESENT = 'nvidia.com/gpu.present';
const DEPLOY = 'nvidia.com/gpu.deploy.';
export const OPERANDS = `${DEPLOY}operands`;
/** Of a ClusterPolicy, and of a GPUCluster. */
export const EXPORTER_LABELS = [`${DEPLOY}dcgm-exporter`, `${DEPLOY}dcgm-exporter-dra`] as const;

/** Whether the operator was told to put nothing on a node. */
export function isUnmanaged({ labels }: NodeRecord): boolean {
  return labels[OPERANDS] === 'false';
}

/**
 * The components that should have a pod on a GPU node: those whose DaemonSets select it, and those that a label of its keeps
 * off though it should have them. Where DaemonSets cannot be read, those that run elsewhere and that the node's labels ask for.
 */
export function expectedOn(facts: Facts, name: string): readonly string[] {
  const { cluster } = facts;
  if (!isKnown(cluster)) return [];
  const node = cluster.value.nodes.get(name);
  if (node === undefined) return [];
  const skipped = skippingLabels(facts, node).map(({ component }) => component);
  return [...new Set([...selecting(facts, node), ...skipped])].filter(
    (component) => component !== 'device-plugin' || !isServedOtherwise(node, cluster.value),
  );
}

const pluginNodes = memo(
  (cluster: ClusterView) => new Set(componentsOf(cluster, 'device-plugin').map(({ node }) => node)),
);

/** Kubelet lets go of what no device plugin offers any more: GPUs that are allocatable have one, be it no pod. */
function isServedOtherwise(node: NodeRecord, cluster: ClusterView): boolean {
  if (pluginNodes(cluster).has(node.name)) return false;
  return nvidiaCapacity(node).some(([resource]) => (node.allocatable[resource] ?? 0) > 0);
}

function selecting({ cluster, daemonSets }: Facts, node: NodeRecord): readonly string[] {
  if (!isKnown(cluster)) return [];
  if (!isKnown(daemonSets)) {
    const running = new Set([...cluster.value.components.values()].map(({ component }) => component));
    return [...running].filter((component) => isAskedFor(component, node));
  }
  return daemonSets.value.flatMap(({ component, nodeSelector }) =>
    component !== undefined && Object.keys(nodeSelector).length > 0 && hasLabels(node.labels, nodeSelector)
      ? [component]
      : [],
  );
}

function isAskedFor(component: string, { labels }: NodeRecord): boolean {
  const asked = Object.keys(labels).filter((label) => label.startsWith(DEPLOY));
  if (asked.length === 0) return labels[GPU_PRESENT] === 'true' && component in BEFORE_1_6;
  return asked.some(
    (label) => labels[label] === 'true' && COMPONENT_OF_LABEL[label.slice(DEPLOY.length)] === component,
  );
}

const BEFORE_1_6: Readonly<Record<string, true>> = {
  driver: true,
  toolkit: true,
  'device-plugin': true,
  'dcgm-exporter': true,
  'feature-discovery': true,
};
