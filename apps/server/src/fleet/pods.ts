import type { FoldedPods, Pending, Pod } from '@gpu-console/shared/contract';
import { hasEnded } from '@gpu-console/shared/kubernetes';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { type Fleet, type Joined, podKey } from './fleet.ts';
import { foldEnded } from './foldEnded.ts';
import { schedulerReasons } from './pending/schedulerReasons.ts';
import { podUsageOf } from './usage.ts';

/** The pods that ask for GPUs, by request or by claim: other claims are for devices that are none. */
export function gpuPods({ pods }: ClusterView, { claimed }: Fleet): PodRecord[] {
  return [...pods].flatMap(([key, pod]) =>
    Object.keys(pod.requests).length > 0 || claimed.requestsOf.has(key) || claimed.asksOf.has(key)
      ? [pod]
      : [],
  );
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
  const { items, folded } = foldEnded(gpuPods(state, fleet).filter(isWanted));
  return { items: items.map((pod) => podView(pod, fleet)), folded };
}

/** The pod with what its GPUs do. The exporter stops naming a pod when it ends; its history is in Prometheus. */
export function podView(record: PodRecord, fleet: Fleet): Pod {
  const key = podKey(record);
  const gpus = fleet.byPod.get(key) ?? [];
  const { namespace, name, uid, phase, status, node, createdAt, startedAt, finishedAt, owner, failure } =
    record;
  return {
    ...{ namespace, name, uid, phase, status, node, createdAt, startedAt, finishedAt, owner },
    message: failure?.message || null,
    requests: { ...record.requests, ...fleet.claimed.requestsOf.get(key) },
    claims: [...(fleet.claimed.asksOf.get(key) ?? [])],
    unhealthyDevices: hasEnded(record)
      ? []
      : record.deviceHealth
          .filter(({ health }) => health === 'Unhealthy')
          .map(({ claim: _claim, request: _request, ...device }) => device),
    gpus: [...new Set(gpus.map((gpu) => gpu.uuid))],
    gpusUnknown: phase === 'Running' && gpus.length === 0 && fleet.byNode.has(node ?? ''),
    earlyStart: fleet.startedTooEarly.get(key) ?? null,
    pending: record.unschedulable === null ? null : pendingView(record.unschedulable),
    ...podUsageOf(gpus, record),
  };
}

function pendingView({ message, since }: NonNullable<PodRecord['unschedulable']>): Pending {
  const causes = message === null ? [] : schedulerReasons(message);
  return { reasons: causes.map(({ text }) => text), causes, message, since };
}
