import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, withCluster } from '../cluster.ts';
import { componentVersion } from '../componentVersion.ts';
import { versionNumbers } from '../versions.ts';

const REMOTE = 'DCGM_REMOTE_HOSTENGINE_INFO';

export const exporterDcgmVersion = check('exporter-dcgm-version', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const [exporter] = componentsOf(cluster, 'dcgm-exporter');
    const [dcgm] = componentsOf(cluster, 'dcgm');
    if (exporter === undefined || dcgm === undefined) return [];
    const { daemonSets } = facts;
    if (!isKnown(daemonSets)) return [found.unknown(CLUSTER, daemonSets.unknown)];
    const remote = daemonSets.value.find(
      ({ component, environment }) => component === 'dcgm-exporter' && environment[REMOTE],
    );
    // The exporter's tag is its DCGM's version, then its own: 4.1.1-4.0.4-ubuntu22.04.
    const [built, asked] = [componentVersion(exporter), componentVersion(dcgm)];
    const evidence = [
      seen(`DaemonSet/${exporter.namespace}`, `env ${REMOTE}`, remote?.environment[REMOTE] ?? 'absent'),
      seen(`Pod/${exporter.namespace}/${exporter.name}`, 'image', built),
      seen(`Pod/${dcgm.namespace}/${dcgm.name}`, 'image', asked),
    ];
    const [major] = versionNumbers(built ?? '');
    const [other] = versionNumbers(asked ?? '');
    if (remote === undefined) return [found.pass(CLUSTER, evidence)];
    if (major === undefined || other === undefined)
      return [found.unknown(CLUSTER, 'no version can be read in their images')];
    if (major === other) return [found.pass(CLUSTER, evidence)];
    const params = { exporter: built ?? '—', dcgm: asked ?? '—' };
    return [found.fail(CLUSTER, 'mismatch', { params, evidence })];
  }),
);
