import type { Setting } from '@gpu-console/shared/doctor';
import { isKnown } from '../known.ts';
import { componentsOf, distributionOf, operatorVersion, runtimeName } from './cluster.ts';
import { metricsPath } from './exporters.ts';
import type { Facts } from './facts.ts';

const OPERATOR = 'gpu-operator';

/** What commands for this cluster need to know of it; the chart's own defaults where nothing is installed yet. */
export function settingOf(facts: Facts): Setting {
  const { cluster, policies, serverVersion } = facts;
  const view = isKnown(cluster) ? cluster.value : undefined;
  const [operator] = view === undefined ? [] : componentsOf(view, 'operator');
  const nodes = [...(view?.nodes.values() ?? [])];
  const [policy] = isKnown(policies) ? policies.value : [];
  const { namespace, service } = metricsPath(facts);
  return {
    operatorNamespace: operator?.namespace ?? namespace ?? OPERATOR,
    release: policy?.release ?? operator?.labels['app.kubernetes.io/instance'] ?? OPERATOR,
    operatorVersion: view === undefined ? null : operatorVersion(view),
    runtime: mostFrequent(nodes.map(runtimeName)),
    distribution: nodes.map(distributionOf).find((found) => found !== null) ?? null,
    kubernetesVersion: serverVersion,
    policy: policy?.name ?? 'cluster-policy',
    exporterNamespace: namespace ?? operator?.namespace ?? OPERATOR,
    exporterService: service?.metadata.name ?? 'nvidia-dcgm-exporter',
  };
}

function mostFrequent(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
