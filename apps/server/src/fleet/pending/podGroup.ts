import type { PodGroup } from '@gpu-console/shared/contract';
import { hasEnded } from '@gpu-console/shared/kubernetes';
import type { PodRecord } from '../../kubernetes/records.ts';

/** The pod's group with what becomes of its members, or null for a pod of its own. */
export function podGroup({ namespace, group }: PodRecord, pods: Iterable<PodRecord>): PodGroup | null {
  if (group === null) return null;
  const members = [...pods].filter(
    (pod) => pod.namespace === namespace && pod.group?.name === group.name && !hasEnded(pod),
  );
  return {
    ...group,
    members: members.length,
    running: members.filter(({ phase }) => phase === 'Running').length,
    waiting: members.filter(({ node }) => node === null).length,
  };
}
