import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, withCluster } from '../cluster.ts';

export const nfdSingle = check('nfd-single', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const workers = componentsOf(cluster, 'nfd-worker');
    if (workers.length === 0) return [];
    const namespaces = [...new Set(workers.map(({ namespace }) => namespace))].sort();
    const evidence = namespaces.map((namespace) => {
      const pod = workers.find((worker) => worker.namespace === namespace);
      return seen(`Namespace/${namespace}`, 'NFD worker', pod?.name);
    });
    if (namespaces.length === 1) return [found.pass(CLUSTER, evidence)];
    return [found.warn(CLUSTER, 'twice', { params: { namespaces: namespaces.join(', ') }, evidence })];
  }),
);
