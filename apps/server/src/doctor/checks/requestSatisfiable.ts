import { classFor } from '../../fleet/deviceClasses.ts';
import type { ClusterView } from '../../kubernetes/clusterState.ts';
import type { NodeRecord, PodRecord } from '../../kubernetes/records.ts';
import { check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

function podText({ namespace, name }: PodRecord): string {
  return `Pod/${namespace}/${name}`;
}

function offeredBy(nodes: readonly NodeRecord[]): string {
  return [...new Set(nodes.flatMap(({ capacity }) => Object.keys(capacity)))].sort().join(', ') || '—';
}

/** The scheduler found the resource short on each node that it looked at, as it is where no node has any: `0/4 nodes …: 4 Insufficient X`. */
function isNowhere(resource: string, message: string): boolean {
  const nodes = /^0\/(\d+) nodes/.exec(message)?.[1];
  return (
    nodes !== undefined && nodes !== '0' && `${message} `.includes(` ${nodes} Insufficient ${resource}.`)
  );
}

export const requestSatisfiable = check('request-satisfiable', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const nodes = [...cluster.nodes.values()];
    return [...cluster.pods.values()].flatMap((pod) => {
      if (pod.unschedulable === null) return [];
      const subject = podSubject(pod);
      const about = { pod: pod.name, namespace: pod.namespace };
      const missing = Object.keys(pod.amounts).find((name) =>
        isNowhere(name, pod.unschedulable?.message ?? ''),
      );
      if (missing !== undefined) {
        const params = { ...about, resource: missing, offered: offeredBy(nodes) };
        const evidence = [seen(podText(pod), 'PodScheduled', pod.unschedulable.message)];
        return [found.warn(subject, 'not-offered', { params, evidence })];
      }
      for (const [resource, asked] of Object.entries(pod.requests)) {
        if (asked === 0) continue;
        const largest = Math.max(0, ...nodes.map(({ capacity }) => capacity[resource] ?? 0));
        const evidence = [
          seen(podText(pod), `requests[${resource}]`, asked, pod.createdAt),
          seen('Nodes', `largest capacity of ${resource}`, largest),
        ];
        if (largest === 0) {
          const ofClass = claimable(resource, cluster);
          if (ofClass === 'unread')
            return [
              found.unknown(subject, 'device classes, which may stand for the resource, were not read'),
            ];
          if (ofClass !== undefined) continue;
          const params = { ...about, resource, offered: offeredBy(nodes) };
          return [found.warn(subject, 'not-offered', { params, evidence })];
        }
        if (asked > largest)
          return [
            found.warn(subject, 'too-many', { params: { ...about, resource, asked, largest }, evidence }),
          ];
      }
      return [found.pass(subject)];
    });
  }),
);

/**
 * Whether a device class stands for the resource, so that nodes offer it as devices (KEP-5004) and count none of it; unread
 * while a node offers devices and the classes are not known.
 */
function claimable(resource: string, cluster: ClusterView): 'unread' | 'yes' | undefined {
  if (classFor(resource, cluster) !== undefined) return 'yes';
  return cluster.unreadDevices.has('deviceclasses') && cluster.slices.size > 0 ? 'unread' : undefined;
}
