import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';

/** GPU resources of a node that no pod on it has asked for, all kinds together. */
export function freeGpus({ name, allocatable }: NodeRecord, pods: readonly PodRecord[]): number {
  const own = pods.filter(({ node }) => node === name);
  return Object.entries(allocatable).reduce((sum, [resource, amount]) => {
    const asked = own.reduce((total, { requests }) => total + (requests[resource] ?? 0), 0);
    return sum + Math.max(0, amount - asked);
  }, 0);
}

/** Whether a pod tolerates a taint written `key=value:Effect` (kubernetes, pkg core v1, Toleration.ToleratesTaint). */
export function tolerates({ placement }: Pick<PodRecord, 'placement'>, taint: string): boolean {
  const {
    key = '',
    value = '',
    effect = '',
  } = /^(?<key>[^=:]+)(?:=(?<value>[^:]*))?:(?<effect>.+)$/.exec(taint)?.groups ?? {};
  return placement.tolerations.some((toleration) => {
    if (toleration.effect && toleration.effect !== effect) return false;
    if (toleration.key && toleration.key !== key) return false;
    if (toleration.operator === 'Exists') return true;
    return toleration.key === key && (toleration.value ?? '') === value;
  });
}
