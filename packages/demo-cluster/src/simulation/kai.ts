import type { KubeObject } from '../kubernetes/objectStore.ts';
import { newPod } from '../kubernetes/podDefaults.ts';
import { type PodView, podView } from './podView.ts';
import type { World } from './world.ts';

/*
 * KAI (NVIDIA/KAI-Scheduler, docs/gpu-sharing): a pod asks by annotation for a part of a GPU. A reservation pod takes the
 * whole GPU from kubelet, and all that share it have the label of its group.
 */

export const KAI_SCHEDULER = 'kai-scheduler';
export const RESERVATIONS = 'kai-resource-reservation';
export const GPU_GROUP = 'runai-gpu-group';
const IMAGE = 'ghcr.io/nvidia/kai-scheduler/resource-reservation:v0.9.2';

/** The part of a GPU that a pod asks for; undefined for one that asks in no such way. */
export function fractionOf({ annotations }: PodView): number | undefined {
  const fraction = Number(annotations['gpu-fraction'] ?? Number.NaN);
  return fraction > 0 && fraction < 1 ? fraction : undefined;
}

/** A reserved GPU on one of these nodes that has room for such a part. */
export function groupWithRoom(
  { store }: World,
  fraction: number,
  nodes: ReadonlySet<string>,
): { readonly group: string; readonly node: string } | undefined {
  const pods = store.list('Pod').map(podView);
  const unfinished = pods.filter(
    ({ phase, isDeleting }) => phase !== 'Succeeded' && phase !== 'Failed' && !isDeleting,
  );
  for (const { namespace, labels, nodeName } of unfinished) {
    const group = labels[GPU_GROUP];
    if (namespace !== RESERVATIONS || group === undefined || !nodeName || !nodes.has(nodeName)) continue;
    const sharers = unfinished.filter((pod) => pod.labels[GPU_GROUP] === group);
    const taken = sharers.reduce((sum, pod) => sum + (fractionOf(pod) ?? 0), 0);
    if (taken + fraction <= 1) return { group, node: nodeName };
  }
  return undefined;
}

/** Takes a whole GPU of a node. @returns the group of those that are to share it */
export function reserve({ store, random, nodes }: World, node: string): string {
  const group = random.uuid();
  const name = `gpu-reservation-${node}-${random.nameSuffix()}`;
  const gpus = { 'nvidia.com/gpu': '1' };
  store.create(
    newPod({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: RESERVATIONS,
        labels: {
          app: RESERVATIONS,
          'app.runai.resource.reservation': 'runai-reservation-gpu',
          [GPU_GROUP]: group,
        },
        annotations: { 'karpenter.sh/do-not-disrupt': 'true' },
      },
      spec: {
        nodeName: node,
        runtimeClassName: 'nvidia',
        containers: [
          { name: 'resource-reservation', image: IMAGE, resources: { requests: gpus, limits: gpus } },
        ],
      },
    }),
  );
  const gpu = nodes.get(node)?.gpus.find(({ occupants }) => occupants.some((one) => one.gpuGroup === group));
  // The pod tells which GPU it was given.
  if (gpu)
    store.modify('Pod', RESERVATIONS, name, ({ metadata }) => {
      metadata.annotations = { ...metadata.annotations, 'run.ai/reserve_for_gpu_index': gpu.uuid };
    });
  return group;
}

/** A pod of a group is gone: so is the reservation, when it was the last. */
export function giveBack({ store }: World, gone: KubeObject, deletePod: (pod: KubeObject) => void): void {
  const group = gone.metadata.labels?.[GPU_GROUP];
  if (group === undefined) return;
  const left = store.list('Pod').filter(({ metadata }) => metadata.labels?.[GPU_GROUP] === group);
  const [only, ...others] = left;
  if (only?.metadata.namespace === RESERVATIONS && others.length === 0) deletePod(only);
}

/** Why nodes were refused, in KAI's words (pkg/scheduler/api/common_info/job_errors.go). */
export function unfitMessage(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const said = reason.startsWith('Insufficient nvidia.com/')
      ? "node(s) didn't have enough resources: GPUs"
      : reason;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  const all = [...counts].map(([reason, count]) => `${count} ${reason}.`).sort();
  return `no nodes with enough resources were found: ${all.join(' ')}`;
}
