import type { GpuCounts, NodeResource } from '@gpu-console/shared/contract';
import { gpuShare, singleStrategySlices } from '@gpu-console/shared/kubernetes';
import type { NodeRecord } from '../kubernetes/records.ts';

/**
 * A node's physical GPUs, whatever Kubernetes hands out of them: a time-sliced replica or a MIG instance counts as the
 * part of its GPU that it is. Devices that are unhealthy are neither allocatable nor free.
 * @param reporting how many GPUs of the node report metrics
 */
export function gpuCounts(
  labels: NodeRecord['labels'],
  resources: readonly NodeResource[],
  reporting: number,
): GpuCounts {
  const inGpus = <T extends number | null>(amount: (resource: NodeResource) => T) =>
    total(
      resources.map((resource) => {
        const count = amount(resource);
        return count === null ? null : count * gpuShare(resource.name, labels, resource.capacity);
      }) as T[],
    );
  const offered = inGpus(({ capacity }) => capacity);
  const all = Math.max(physicalGpus(labels), reporting, Math.ceil(offered - 0.001));
  const unhealthy = inGpus(({ capacity, allocatable }) => Math.max(0, capacity - allocatable));
  return {
    total: all,
    allocatable: offered === 0 ? 0 : Math.max(0, all - unhealthy),
    allocated: inGpus(({ requested }) => requested),
    free: inGpus(freeOf),
  };
}

/** What a new pod can get; never below none, as after devices failed under the pods that hold them. Null while pods are unread. */
export function freeOf({
  allocatable,
  requested,
}: Pick<NodeResource, 'allocatable' | 'requested'>): number | null {
  return requested === null ? null : Math.max(0, allocatable - requested);
}

/** The sum; null where a part of it is not known. */
function total<T extends number | null>(parts: readonly T[]): T {
  return parts.reduce<number | null>(
    (sum, part) => (sum === null || part === null ? null : sum + part),
    0,
  ) as T;
}

/** What GPU feature discovery counts; under the single MIG strategy it counts instances, which are no GPUs. */
function physicalGpus(labels: NodeRecord['labels']): number {
  const count = Number(labels['nvidia.com/gpu.count'] ?? 0);
  return singleStrategySlices(labels) !== null || !Number.isInteger(count) ? 0 : count;
}

export function sumCounts(counts: readonly GpuCounts[]): GpuCounts {
  return {
    total: total(counts.map((one) => one.total)),
    allocatable: total(counts.map((one) => one.allocatable)),
    allocated: total(counts.map((one) => one.allocated)),
    free: total(counts.map((one) => one.free)),
  };
}
