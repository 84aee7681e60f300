import type { FoldedPods, Gpu, Pending, Pod } from '@gpu-console/shared/contract';
import { hasEnded } from '@gpu-console/shared/kubernetes';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { type Fleet, type Joined, podKey } from './fleet.ts';
import { foldEnded } from './foldEnded.ts';
import { schedulerReasons } from './pending/schedulerReasons.ts';
import { type SharedHolds, sharedHolds } from './sharedHolds.ts';
import { podUsageOf } from './usage.ts';

/** The pods that ask for GPUs or parts of them, by request, annotation or claim: other claims are for devices that are none. */
export function gpuPods({ pods }: ClusterView, { claimed }: Fleet): PodRecord[] {
  return [...pods].flatMap(([key, pod]) =>
    isAsking(pod) || claimed.requestsOf.has(key) || claimed.asksOf.has(key) ? [pod] : [],
  );
}

function isAsking({ requests, amounts, fraction }: PodRecord): boolean {
  return Object.keys({ ...requests, ...amounts }).length > 0 || fraction !== null;
}

/** Whether a pod is there for itself: one that only holds a GPU for others that share it is machinery. */
export function isWorkload({ reservation }: PodRecord): boolean {
  return reservation === null;
}

interface PodViews {
  readonly items: readonly Pod[];
  readonly folded: readonly FoldedPods[];
}

/** The pods that ask for GPUs, those that ended alike folded; once per join. Null while they were never read. */
export const podViews = memo((joined: Joined): PodViews | null => podViewsOf(joined, () => true));

/** The same of some pods only. */
export function podViewsOf({ state, fleet }: Joined, isWanted: (pod: PodRecord) => boolean): PodViews | null {
  if (!state.knows('pods')) return null;
  const shared = sharedHolds(state);
  const { items, folded } = foldEnded(
    gpuPods(state, fleet).filter((pod) => isWorkload(pod) && isWanted(pod)),
  );
  return { items: items.map((pod) => podView(pod, fleet, shared)), folded };
}

/** The GPUs that the exporter attributes to the pod, and those that a scheduler of shared GPUs gave it. */
export function gpusOf(record: PodRecord, fleet: Fleet, shared: SharedHolds): Gpu[] {
  const named = fleet.byPod.get(podKey(record)) ?? [];
  const given = shared.get(podKey(record)) ?? [];
  const ofNode = given.length === 0 ? [] : (fleet.byNode.get(record.node ?? '') ?? []);
  return [...new Set([...named, ...ofNode.filter(({ uuid }) => given.includes(uuid))])];
}

/** The pod with what its GPUs do. The exporter stops naming a pod when it ends; its history is in Prometheus. */
export function podView(record: PodRecord, fleet: Fleet, shared: SharedHolds = new Map()): Pod {
  const key = podKey(record);
  const gpus = gpusOf(record, fleet, shared);
  const { namespace, name, uid, phase, status, node, createdAt, startedAt, finishedAt, owner, failure } =
    record;
  return {
    ...{ namespace, name, uid, phase, status, node, createdAt, startedAt, finishedAt, owner },
    message: failure?.message || null,
    requests: {
      ...record.requests,
      ...record.amounts,
      ...fractionRequest(record),
      ...fleet.claimed.requestsOf.get(key),
    },
    claims: [...(fleet.claimed.asksOf.get(key) ?? [])],
    unhealthyDevices: hasEnded(record)
      ? []
      : record.deviceHealth
          .filter(({ health }) => health === 'Unhealthy')
          .map(({ claim: _claim, request: _request, ...device }) => device),
    gpus: [...new Set([...gpus.map((gpu) => gpu.uuid), ...(shared.get(key) ?? [])])],
    gpusUnknown: phase === 'Running' && gpus.length === 0 && !shared.has(key) && fleet.byNode.has(node ?? ''),
    earlyStart: fleet.startedTooEarly.get(key) ?? null,
    pending: record.unschedulable === null ? null : pendingView(record.unschedulable),
    ...podUsageOf(gpus, record),
  };
}

/** What KAI's annotations ask, by their names: GPUs, or MiB of their memory. */
function fractionRequest({ fraction }: PodRecord): Pod['requests'] {
  if (fraction === null) return {};
  const { gpus, memoryMebibytes, devices } = fraction;
  if (memoryMebibytes !== null) return { 'gpu-memory': memoryMebibytes * devices };
  return gpus === null ? {} : { 'gpu-fraction': gpus * devices };
}

function pendingView({ message, since }: NonNullable<PodRecord['unschedulable']>): Pending {
  const causes = message === null ? [] : schedulerReasons(message);
  return { reasons: causes.map(({ text }) => text), causes, message, since };
}
