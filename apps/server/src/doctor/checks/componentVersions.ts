import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, withCluster } from '../cluster.ts';
import { versionsOf } from '../componentVersion.ts';
import { PIPELINE } from '../pipeline.ts';

export const componentVersions = check('component-versions', (facts, found) =>
  withCluster(facts, found, (cluster) =>
    PIPELINE.flatMap(({ component }) => {
      const pods = componentsOf(cluster, component);
      const versions = versionsOf(pods);
      if (versions.length === 0) return [];
      const [newest, ...others] = versions;
      const evidence = versions.map(({ version, pods: [pod] }) =>
        seen(`Pod/${pod?.namespace}/${pod?.name}`, 'image', version),
      );
      if (newest === undefined || others.length === 0) return [found.pass(CLUSTER, evidence)];
      const last = others.at(-1)?.pods[0];
      return [
        found.warn(CLUSTER, 'skewed', {
          about: component,
          params: {
            component,
            versions: versions.map(({ version, pods }) => `${version} (${pods.length})`).join(', '),
            namespace: last?.namespace ?? '',
            pod: last?.name ?? '',
          },
          evidence,
        }),
      ];
    }),
  ),
);
