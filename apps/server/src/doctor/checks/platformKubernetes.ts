import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, operatorVersion, withCluster } from '../cluster.ts';
import { hasGpuCluster } from '../configuration.ts';
import { supportHere } from '../suitableRelease.ts';
import { compareVersions, isBefore } from '../versions.ts';

export const platformKubernetes = check('platform-kubernetes', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const { serverVersion } = facts;
    if (serverVersion === null) return [found.unknown(CLUSTER, 'the API server did not tell its version')];
    const release = operatorVersion(cluster);
    const { minimum, maximum } = supportHere(facts, cluster).kubernetes;
    const evidence = [
      seen('API server', '/version', serverVersion),
      seen('GPU Operator', 'version', release),
    ];
    const operator = hasGpuCluster(facts) ? `${release ?? '—'} (GPUCluster)` : (release ?? '—');
    const params = { operator, kubernetes: serverVersion, minimum, maximum: maximum ?? '—' };
    if (isBefore(serverVersion, minimum)) {
      // Without an operator there is a release that suits.
      if (release === null) return [];
      return [
        componentsOf(cluster, 'operator').some(({ ready }) => ready)
          ? found.warn(CLUSTER, 'older', { params, evidence })
          : found.fail(CLUSTER, 'too-old', { params, evidence }),
      ];
    }
    if (maximum !== null && compareVersions(serverVersion, maximum) > 0)
      return [found.warn(CLUSTER, 'newer', { params, evidence })];
    return [found.pass(CLUSTER, evidence)];
  }),
);
