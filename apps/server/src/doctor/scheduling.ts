import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';

/** The pods that hold GPUs or wait for them, and those of each node: found once for all checks of all nodes. */
export const activePods = memo(({ pods }: ClusterView) => {
  const all = [...pods.values()].filter(({ phase }) => phase === 'Running' || phase === 'Pending');
  return { all, onNode: groupBy(all, ({ node }) => node), waiting: all.filter(isWaiting) };
});

function isWaiting({ unschedulable }: PodRecord): boolean {
  return unschedulable !== null;
}

/** GPU resources of a node that no pod on it has asked for, all kinds together. */
export function freeGpus({ name, allocatable }: NodeRecord, cluster: ClusterView): number {
  const own = activePods(cluster).onNode.get(name) ?? [];
  return Object.entries(allocatable).reduce((sum, [resource, amount]) => {
    const asked = own.reduce((total, { requests }) => total + (requests[resource] ?? 0), 0);
    return sum + Math.max(0, amount - asked);
  }, 0);
}
