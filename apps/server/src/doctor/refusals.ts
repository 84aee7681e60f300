import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';

/** A pod that kubelet refused for its GPUs: it was placed, and never ran. */
export interface Refusal {
  readonly pod: PodRecord;
  readonly cause: 'unhealthy' | 'unregistered' | 'taken' | 'topology' | 'other';
  /** Kubelet's words. */
  readonly message: string;
  /** Unix seconds. */
  readonly at: number;
}

/** Kubelet's reasons (kubernetes, pkg/kubelet/lifecycle/predicate.go, pkg/kubelet/cm/admission/errors.go, cm/topologymanager). */
const REASONS = /^(?:UnexpectedAdmissionError|TopologyAffinityError|OutOf.+\/.+)$/;
/** Of the device manager (kubernetes, pkg/kubelet/cm/devicemanager/manager.go), and of predicate.go for OutOf…. */
const CAUSES = [
  ['unhealthy', /no healthy devices present|unhealthy devices|GPU is lost|\bnvml\b/i],
  [
    'unregistered',
    /capacity: 0\b|available: 0\b|no registered device plugin|not yet registered|endpoint .*(?:stopped|not found)/i,
  ],
  ['topology', /topology/i],
  ['taken', /requested number of devices unavailable|requested: \d+, used: \d+, capacity: \d+/i],
] as const;

/** Refused pods by node, the newest first. */
export const refusalsByNode = memo((cluster: ClusterView): ReadonlyMap<string, readonly Refusal[]> => {
  const refused = [...cluster.pods.values()].flatMap((pod): Refusal[] => {
    const { failure, requests, node } = pod;
    if (failure === null || node === null || !REASONS.test(failure.reason)) return [];
    // Kubelet refuses for processors and memory in the same words.
    const isForGpus =
      Object.keys(requests).some((resource) => `${failure.reason} ${failure.message}`.includes(resource)) ||
      /device plugin|devices?\b|nvml|GPU/i.test(failure.message) ||
      failure.reason === 'TopologyAffinityError';
    if (!isForGpus) return [];
    const message = failure.message || failure.reason;
    const cause = CAUSES.find(([, pattern]) => pattern.test(`${failure.reason} ${message}`))?.[0] ?? 'other';
    return [{ pod, cause, message, at: pod.startedAt ?? pod.createdAt }];
  });
  refused.sort((a, b) => b.at - a.at);
  return groupBy(refused, ({ pod }) => pod.node);
});
