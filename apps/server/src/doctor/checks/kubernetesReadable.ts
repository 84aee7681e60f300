import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import type { Facts } from '../facts.ts';

/** Kinds that checks need, by the name people know. */
const KINDS = [
  ['ClusterPolicies', 'policies'],
  ['GPUClusters', 'gpuClusters'],
  ['NVIDIADrivers', 'drivers'],
  ['DaemonSets', 'daemonSets'],
  ['Services', 'services'],
  ['Endpoints', 'endpoints'],
  ['Events', 'events'],
  ['ServiceMonitors', 'serviceMonitors'],
  ['PodMonitors', 'podMonitors'],
  ['Prometheuses', 'prometheuses'],
  ['Namespaces', 'namespaces'],
  ['RuntimeClasses', 'runtimeClasses'],
  ['ComputeDomains', 'computeDomains'],
  ['Dashboards', 'dashboards'],
] as const satisfies readonly (readonly [string, keyof Facts])[];

export const kubernetesReadable = check('kubernetes-readable', (facts, found) => {
  const { cluster } = facts;
  if (!isKnown(cluster)) {
    const params = { reason: cluster.unknown };
    return [
      found.fail(CLUSTER, 'unreachable', {
        params,
        evidence: [seen('API server', '/api/v1/nodes', cluster.unknown)],
      }),
    ];
  }
  const refused = KINDS.flatMap(([kind, fact]) => {
    const read = facts[fact];
    return isKnown<unknown>(read) ? [] : [{ kind, reason: read.unknown }];
  });
  if (refused.length === 0)
    return [found.pass(CLUSTER, [seen('API server', 'version', facts.serverVersion)])];
  return refused.map(({ kind, reason }) =>
    found.warn(CLUSTER, 'refused', {
      about: kind,
      params: { kind, reason },
      evidence: [seen('API server', kind, reason)],
    }),
  );
});
