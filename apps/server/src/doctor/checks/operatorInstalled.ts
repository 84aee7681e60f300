import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, hasDraDevices, operatorVersion, withCluster } from '../cluster.ts';

export const operatorInstalled = check('operator-installed', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    if (cluster.nodes.size === 0) return [];
    const [operator] = componentsOf(cluster, 'operator');
    const [plugin] = [
      ...componentsOf(cluster, 'device-plugin'),
      ...componentsOf(cluster, 'sandbox-device-plugin'),
      ...componentsOf(cluster, 'dra-driver'),
    ];
    const pod = operator ?? plugin;
    if (pod !== undefined) {
      return [
        found.pass(CLUSTER, [
          seen(`Pod/${pod.namespace}/${pod.name}`, pod.component, operatorVersion(cluster) ?? pod.status),
        ]),
      ];
    }
    const nodes = [...cluster.nodes.keys()];
    // Clouds run device plugins of their own, under their own names.
    const serving = [...cluster.nodes.values()].find(
      (node) =>
        hasDraDevices(cluster, node.name) || Object.values(node.capacity).some((amount) => amount > 0),
    );
    if (serving !== undefined)
      return [found.pass(CLUSTER, [seen(`Node/${serving.name}`, 'offers GPUs', 'yes')])];
    return [
      found.fail(CLUSTER, 'missing', {
        params: { nodes: nodes.length },
        evidence: nodes.slice(0, 5).map((name) => seen(`Node/${name}`, 'GPU', 'labelled or offered')),
      }),
    ];
  }),
);
