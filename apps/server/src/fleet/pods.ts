import type { Pending, Pod } from '@gpu-console/shared/contract';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { type Fleet, podKey } from './fleet.ts';
import { schedulerReasons } from './pending/schedulerReasons.ts';
import { usageOf } from './usage.ts';

/** The pods that ask for GPUs, by request or by claim: other claims are for devices that are none. */
export function gpuPods({ pods }: ClusterView, { claimed }: Fleet): PodRecord[] {
  return [...pods].flatMap(([key, pod]) =>
    Object.keys(pod.requests).length > 0 || claimed.requestsOf.has(key) ? [pod] : [],
  );
}

/** The pod with what its GPUs do. The exporter stops naming a pod when it ends; its history is in Prometheus. */
export function podView(record: PodRecord, fleet: Fleet): Pod {
  const { unschedulable, requests, ...rest } = record;
  const {
    containers: _,
    limits: __,
    claims: ___,
    reach: ____,
    workload: _______,
    placement: _____,
    group: ______,
    ...facts
  } = rest;
  const key = podKey(record);
  const gpus = fleet.byPod.get(key) ?? [];
  return {
    ...facts,
    requests: { ...requests, ...fleet.claimed.requestsOf.get(key) },
    gpus: [...new Set(gpus.map((gpu) => gpu.uuid))],
    gpusUnknown: record.phase === 'Running' && gpus.length === 0 && fleet.byNode.has(record.node ?? ''),
    earlyStart: fleet.startedTooEarly.get(key) ?? null,
    pending: unschedulable === null ? null : pendingView(unschedulable),
    ...usageOf(gpus),
  };
}

function pendingView({ message, since }: NonNullable<PodRecord['unschedulable']>): Pending {
  const causes = message === null ? [] : schedulerReasons(message);
  return { reasons: causes.map(({ text }) => text), causes, message, since };
}
