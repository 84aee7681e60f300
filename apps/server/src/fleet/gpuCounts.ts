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
  const inGpus = (amount: (resource: NodeResource) => number) =>
    resources.reduce(
      (sum, resource) => sum + amount(resource) * gpuShare(resource.name, labels, resource.capacity),
      0,
    );
  const offered = inGpus(({ capacity }) => capacity);
  const total = Math.max(physicalGpus(labels), reporting, Math.ceil(offered - 0.001));
  const unhealthy = inGpus(({ capacity, allocatable }) => Math.max(0, capacity - allocatable));
  return {
    total,
    allocatable: offered === 0 ? 0 : Math.max(0, total - unhealthy),
    allocated: inGpus(({ requested }) => requested),
    free: inGpus(freeOf),
  };
}

/** What a new pod can get; never below none, as after devices failed under the pods that hold them. */
export function freeOf({ allocatable, requested }: NodeResource): number {
  return Math.max(0, allocatable - requested);
}

/** What GPU feature discovery counts; under the single MIG strategy it counts instances, which are no GPUs. */
function physicalGpus(labels: NodeRecord['labels']): number {
  const count = Number(labels['nvidia.com/gpu.count'] ?? 0);
  return singleStrategySlices(labels) !== null || !Number.isInteger(count) ? 0 : count;
}

const NONE: GpuCounts = { total: 0, allocatable: 0, allocated: 0, free: 0 };

export function sumCounts(counts: readonly GpuCounts[]): GpuCounts {
  return counts.reduce(
    (sum, one) => ({
      total: sum.total + one.total,
      allocatable: sum.allocatable + one.allocatable,
      allocated: sum.allocated + one.allocated,
      free: sum.free + one.free,
    }),
    NONE,
  );
}
