import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';

/** GPU resources of a node that no pod on it has asked for, all kinds together. */
export function freeGpus({ name, allocatable }: NodeRecord, pods: readonly PodRecord[]): number {
  const own = pods.filter(({ node }) => node === name);
  return Object.entries(allocatable).reduce((sum, [resource, amount]) => {
    const asked = own.reduce((total, { requests }) => total + (requests[resource] ?? 0), 0);
    return sum + Math.max(0, amount - asked);
  }, 0);
}
