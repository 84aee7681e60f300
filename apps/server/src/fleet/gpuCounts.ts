import type { GpuCounts, GpuParts, NodeResource, SchedulableGpus } from '@gpu-console/shared/contract';
import { type GpuPart, gpuPart, gpuShare, type SharedNode } from '@gpu-console/shared/kubernetes';
import type { NodeRecord } from '../kubernetes/records.ts';
import type { Reserved } from './sharedHolds.ts';
import { withheldBy } from './withheld.ts';

/** The node's state and what its units are of its boards. */
export type CountedNode = Omit<SharedNode, 'capacity'> & Pick<NodeRecord, 'ready' | 'schedulable' | 'taints'>;

/** Amounts below are sums of fractions: a billionth is none. */
const NONE = 1e-9;

/**
 * A node's physical GPUs, whatever Kubernetes hands out of them: a time-sliced replica or a MIG instance counts as the
 * part of its GPU that it is. Devices that are unhealthy are neither allocatable nor free.
 * @param reserved whole GPUs that are held for KAI's fractions count as what the fractions hold; null where there are none
 */
export function gpuCounts(
  node: CountedNode,
  resources: readonly NodeResource[],
  reserved: Reserved | null = null,
): GpuCounts {
  const { boards } = node;
  const shared = {
    ...node,
    capacity: Object.fromEntries(resources.map((resource) => [resource.name, resource.capacity])),
  };
  const inGpus = <T extends number | null>(amount: (resource: NodeResource) => T) =>
    total(
      resources.map((resource) => {
        const count = amount(resource);
        return count === null ? null : count * gpuShare(resource.name, shared);
      }) as T[],
    );
  const toParts = (amount: (resource: NodeResource) => number | null, more: GpuParts) =>
    sumParts([
      more,
      ...resources.map((resource) => partsOf(amount(resource), gpuPart(resource.name, shared))),
    ]);
  const offered = inGpus(({ capacity }) => capacity);
  const unhealthy = inGpus(({ capacity, allocatable }) => Math.max(0, capacity - allocatable));
  const { whole = 0, held = 0 } = reserved ?? {};
  const allocated = inGpus(({ requested }) => requested);
  const free = inGpus(freeOf);
  const freeTotal = free === null ? null : Math.max(0, free + whole - held);
  const freeParts = toParts(freeOf, percentOf(whole - held));
  return {
    total: boards.count,
    allocatable: offered === 0 ? 0 : Math.max(0, boards.count - unhealthy),
    allocated: allocated === null ? null : allocated - whole + held,
    allocatedParts: toParts(({ requested }) => requested, { ...percentOf(held), whole: -whole }),
    free: freeTotal,
    freeParts,
    schedulable: freeTotal === null || freeParts === null ? null : schedulableOf(node, freeTotal, freeParts),
  };
}

/** All that is free, or none of it where something keeps pods off the node. */
function schedulableOf(node: CountedNode, free: number, parts: GpuParts): SchedulableGpus {
  const reason = withheldBy(node);
  if (reason === null) return { gpus: free, parts, maxOnNode: parts.whole, withheld: [] };
  const withheld = free > NONE ? [{ reason, gpus: free }] : [];
  return { gpus: 0, parts: { whole: 0, parts: [] }, maxOnNode: 0, withheld };
}

function percentOf(gpus: number): GpuParts {
  const count = Math.round(gpus * 100);
  return { whole: 0, parts: count > 0 ? [{ unit: 'percent', of: 100, count }] : [] };
}

/** So many units of a part; null where the number is not known. Amounts of memory and cores are no part of any GPU. */
function partsOf(units: number | null, part: GpuPart | null): GpuParts | null {
  if (units === null) return null;
  if (part === null) return { whole: Math.floor(units + NONE), parts: remainderOf(units) };
  const count = Math.round(part.count * units);
  return { whole: 0, parts: count > 0 ? [{ ...part, count }] : [] };
}

/** What is left of boards that claims hold in part: a MIG device is told in slices, which are sevenths, quarters or halves. */
function remainderOf(boards: number): GpuParts['parts'] {
  const left = boards - Math.floor(boards + NONE);
  if (left < NONE) return [];
  const of = [7, 4, 2].find((slices) => Math.abs(left * slices - Math.round(left * slices)) < NONE);
  return of === undefined ? percentOf(left).parts : [{ unit: 'slice', of, count: Math.round(left * of) }];
}

/** The sum, parts of a kind together; null where one of them is not known. */
function sumParts(amounts: readonly (GpuParts | null)[]): GpuParts | null {
  const kinds = new Map<string, GpuParts['parts'][number]>();
  let whole = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    whole += amount.whole;
    for (const part of amount.parts) {
      const key = `${part.unit}/${part.of}`;
      kinds.set(key, { ...part, count: part.count + (kinds.get(key)?.count ?? 0) });
    }
  }
  return { whole: Math.max(0, Math.round(whole)), parts: [...kinds.values()] };
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
    allocatedParts: sumParts(counts.map((one) => one.allocatedParts)),
    free: total(counts.map((one) => one.free)),
    freeParts: sumParts(counts.map((one) => one.freeParts)),
    schedulable: sumSchedulable(counts.map(({ schedulable }) => schedulable)),
  };
}

function sumSchedulable(all: readonly GpuCounts['schedulable'][]): GpuCounts['schedulable'] {
  const parts = sumParts(all.map((one) => one?.parts ?? null));
  if (parts === null) return null;
  const known = all.flatMap((one) => one ?? []);
  const withheld = new Map<SchedulableGpus['withheld'][number]['reason'], number>();
  for (const { reason, gpus } of known.flatMap((one) => one.withheld))
    withheld.set(reason, (withheld.get(reason) ?? 0) + gpus);
  return {
    gpus: total(known.map(({ gpus }) => gpus)),
    parts,
    maxOnNode: Math.max(0, ...known.map(({ maxOnNode }) => maxOnNode)),
    withheld: [...withheld].map(([reason, gpus]) => ({ reason, gpus })),
  };
}
