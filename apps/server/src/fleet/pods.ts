import type { Pending, Pod } from '@gpu-console/shared/contract';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { type Fleet, podKey } from './fleet.ts';
import { usageOf } from './usage.ts';

/** The pods that ask for GPUs, by request or by claim: other claims are for devices that are none. */
export function gpuPods({ pods }: ClusterView, { claimed }: Fleet): PodRecord[] {
  return [...pods].flatMap(([key, pod]) =>
    Object.keys(pod.requests).length > 0 || claimed.requestsOf.has(key) ? [pod] : [],
  );
}

/** The pod with what its GPUs do. The exporter stops naming a pod when it ends; its history is in Prometheus. */
export function podView(record: PodRecord, fleet: Fleet): Pod {
  const {
    containers: _,
    limits: __,
    claims: ___,
    reach: ____,
    placement: _____,
    unschedulable,
    requests,
    ...facts
  } = record;
  const key = podKey(record);
  const gpus = fleet.byPod.get(key) ?? [];
  return {
    ...facts,
    requests: { ...requests, ...fleet.claimed.requestsOf.get(key) },
    gpus: [...new Set(gpus.map((gpu) => gpu.uuid))],
    gpusUnknown: record.phase === 'Running' && gpus.length === 0 && fleet.byNode.has(record.node ?? ''),
    pending: unschedulable === null ? null : pendingView(unschedulable),
    ...usageOf(gpus),
  };
}

function pendingView({ message, since }: NonNullable<PodRecord['unschedulable']>): Pending {
  return { reasons: message === null ? [] : schedulerReasons(message), message, since };
}

const PREAMBLE = /^\d+\/\d+ nodes are available: /;
/** What the plugins say that try to make room afterwards: freeing resource claims (1.31+), preemption. */
const AFTERWARDS = /\.?\s*(?:no new claims to deallocate|preemption: ).*$/s;

/**
 * The reasons in the scheduler's sentence (kube-scheduler, FitError): `0/N nodes are available: 1 Insufficient
 * nvidia.com/gpu, 2 node(s) had untolerated taint {a: b}.` gives one per comma that a count follows, outside braces.
 */
export function schedulerReasons(message: string): string[] {
  const reasons = message
    .replace(PREAMBLE, '')
    .replace(AFTERWARDS, '')
    .replace(/\.\s*$/, '');
  return reasons
    .split(/, (?=\d+ )(?![^{}]*\})/)
    .map((reason) => reason.trim())
    .filter((reason) => reason !== '');
}
