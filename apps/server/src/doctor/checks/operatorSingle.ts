import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, withCluster } from '../cluster.ts';

export const operatorSingle = check('operator-single', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const pods = componentsOf(cluster, 'operator');
    if (pods.length === 0) return [];
    const namespaces = [...new Set(pods.map(({ namespace }) => namespace))].sort();
    const evidence = pods.map(({ namespace, name, status }) =>
      seen(`Pod/${namespace}/${name}`, 'STATUS', status),
    );
    if (namespaces.length === 1) return [found.pass(CLUSTER, evidence)];
    return [found.fail(CLUSTER, 'several', { params: { namespaces: namespaces.join(', ') }, evidence })];
  }),
);
