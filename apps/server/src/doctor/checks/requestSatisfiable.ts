import { check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

export const requestSatisfiable = check('request-satisfiable', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const nodes = [...cluster.nodes.values()];
    return [...cluster.pods.values()].flatMap((pod) => {
      if (pod.unschedulable === null) return [];
      const subject = podSubject(pod);
      const about = { pod: pod.name, namespace: pod.namespace };
      for (const [resource, asked] of Object.entries(pod.requests)) {
        if (asked === 0) continue;
        const largest = Math.max(0, ...nodes.map(({ capacity }) => capacity[resource] ?? 0));
        const evidence = [
          seen(`Pod/${pod.namespace}/${pod.name}`, `requests[${resource}]`, asked, pod.createdAt),
          seen('Nodes', `largest capacity of ${resource}`, largest),
        ];
        if (largest === 0) {
          const offered = [...new Set(nodes.flatMap(({ capacity }) => Object.keys(capacity)))].sort();
          const params = { ...about, resource, offered: offered.join(', ') || '—' };
          return [found.fail(subject, 'not-offered', { params, evidence })];
        }
        if (asked > largest)
          return [
            found.fail(subject, 'too-many', { params: { ...about, resource, asked, largest }, evidence }),
          ];
      }
      return [found.pass(subject)];
    });
  }),
);
