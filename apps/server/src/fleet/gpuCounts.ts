import type { GpuCounts, NodeResource } from '@gpu-console/shared/contract';
import { type Boards, gpuShare } from '@gpu-console/shared/kubernetes';
import type { NodeRecord } from '../kubernetes/records.ts';

/**
 * A node's physical GPUs, whatever Kubernetes hands out of them: a time-sliced replica or a MIG instance counts as the
 * part of its GPU that it is. Devices that are unhealthy are neither allocatable nor free.
 */
export function gpuCounts(
  labels: NodeRecord['labels'],
  resources: readonly NodeResource[],
  boards: Boards,
): GpuCounts {
  const capacity = Object.fromEntries(resources.map((resource) => [resource.name, resource.capacity]));
  const inGpus = <T extends number | null>(amount: (resource: NodeResource) => T) =>
    total(
      resources.map((resource) => {
        const count = amount(resource);
        return count === null ? null : count * gpuShare(resource.name, { labels, capacity, boards });
      }) as T[],
    );
  const offered = inGpus(({ capacity }) => capacity);
  const unhealthy = inGpus(({ capacity, allocatable }) => Math.max(0, capacity - allocatable));
  return {
    total: boards.count,
    allocatable: offered === 0 ? 0 : Math.max(0, boards.count - unhealthy),
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

export function sumCounts(counts: readonly GpuCounts[]): GpuCounts {
  return {
    total: total(counts.map((one) => one.total)),
    allocatable: total(counts.map((one) => one.allocatable)),
    allocated: total(counts.map((one) => one.allocated)),
    free: total(counts.map((one) => one.free)),
  };
}
