import { hasEnded } from '@gpu-console/shared/kubernetes';
import { append } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';

export type SharedHolds = ReadonlyMap<string, readonly string[]>;

/**
 * UUIDs by the `namespace/name` of pods that got a part of a board from a scheduler of shared GPUs: HAMi and Volcano write them on the
 * pod; KAI ties the pod, by its GPU group, to the pod that reserves the board.
 */
export function sharedHolds({ pods }: Pick<ClusterView, 'pods'>): SharedHolds {
  const reserved = new Map<string, string>();
  for (const { reservation } of pods.values())
    for (const group of reservation?.groups ?? [])
      if (reservation?.uuid) reserved.set(group, reservation.uuid);
  const holds = [...pods].flatMap(([key, pod]): [string, readonly string[]][] => {
    if (hasEnded(pod)) return [];
    const byGroup = (pod.fraction?.groups ?? []).flatMap((group) => reserved.get(group) ?? []);
    const uuids = [...new Set([...byGroup, ...pod.grants.map(({ uuid }) => uuid)])];
    return uuids.length === 0 ? [] : [[key, uuids]];
  });
  return new Map(holds);
}

/** The pods that got a part of a board so, by its UUID. */
export function sharersByBoard(
  cluster: Pick<ClusterView, 'pods'>,
): ReadonlyMap<string, readonly PodRecord[]> {
  const byBoard = new Map<string, PodRecord[]>();
  for (const [key, uuids] of sharedHolds(cluster)) {
    const pod = cluster.pods.get(key);
    if (pod !== undefined) for (const uuid of uuids) append(byBoard, uuid, pod);
  }
  return byBoard;
}

/** What KAI's fractions make of the whole GPUs that are reserved for them on a node, in GPUs. */
export interface Reserved {
  /** Held by the pods that reserve. */
  readonly whole: number;
  /** Of those, what pods hold. */
  readonly held: number;
}

/** @param pods the node's */
export function reservedOn(node: Pick<NodeRecord, 'labels'>, pods: readonly PodRecord[]): Reserved {
  const active = pods.filter((pod) => !hasEnded(pod));
  const whole = active
    .filter(({ reservation }) => reservation !== null)
    .reduce((sum, { requests }) => sum + (requests['nvidia.com/gpu'] ?? 0), 0);
  const asked = active.reduce((sum, pod) => sum + fractionGpus(pod, node), 0);
  return { whole, held: whole > 0 ? Math.min(whole, asked) : asked };
}

/** GPUs that a pod's fraction is; of memory, by the label that says how much a board of the node has; a whole one where none does. */
export function fractionGpus({ fraction }: PodRecord, node: Pick<NodeRecord, 'labels'> | undefined): number {
  if (fraction === null) return 0;
  const { gpus, memoryMebibytes, devices } = fraction;
  const board = Number(node?.labels['nvidia.com/gpu.memory']);
  const byMemory = board > 0 ? Math.min(1, (memoryMebibytes ?? board) / board) : 1;
  return (gpus ?? byMemory) * devices;
}
