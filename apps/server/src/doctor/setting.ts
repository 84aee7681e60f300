import type { Setting } from '@gpu-console/shared/doctor';
import { isKnown } from '../fact.ts';
import { componentsOf, distributionOf, isOperatorThere, operatorVersion, runtimeName } from './cluster.ts';
import { configurationsOf, hasGpuCluster } from './configuration.ts';
import { metricsPath } from './exporters.ts';
import type { Facts } from './facts.ts';
import { mostFrequent } from './mostFrequent.ts';

const OPERATOR = 'gpu-operator';

/** What commands for this cluster need to know of it; the chart's own defaults where nothing is installed yet. */
export function settingOf(facts: Facts): Setting {
  const { cluster, policies, serverVersion } = facts;
  const configurations = configurationsOf(facts);
  const view = isKnown(cluster) ? cluster.value : undefined;
  const [operator] = view === undefined ? [] : componentsOf(view, 'operator');
  const nodes = [...(view?.nodes.values() ?? [])];
  const [policy] = isKnown(policies) ? policies.value : [];
  const [configuration] = isKnown(configurations) ? configurations.value : [];
  const { namespace, service } = metricsPath(facts);
  return {
    operatorNamespace: operator?.namespace ?? namespace ?? OPERATOR,
    release: configuration?.release ?? operator?.labels['app.kubernetes.io/instance'] ?? OPERATOR,
    operatorInstalled: isInstalled(facts),
    operatorVersion: view === undefined ? null : operatorVersion(view),
    runtime: mostFrequent(nodes.map(runtimeName).filter(Boolean)),
    distribution: nodes.map(distributionOf).find((found) => found !== null) ?? null,
    kubernetesVersion: serverVersion,
    policy: policy?.name ?? 'cluster-policy',
    exporterNamespace: namespace ?? operator?.namespace ?? OPERATOR,
    exporterService: service?.metadata.name ?? `nvidia-dcgm-exporter${hasGpuCluster(facts) ? '-dra' : ''}`,
  };
}

/** Whether Helm has a release of it, as far as its pods and its configuration tell: one that is scaled down keeps that. */
function isInstalled(facts: Facts): boolean | null {
  const { cluster } = facts;
  const configurations = configurationsOf(facts);
  if (isKnown(cluster) && isOperatorThere(cluster.value)) return true;
  if (isKnown(configurations) && configurations.value.length > 0) return true;
  return isKnown(cluster) && isKnown(configurations) ? false : null;
}
