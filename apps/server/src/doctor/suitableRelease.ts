import { isKnown } from '../fact.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { memo } from '../memo.ts';
import { operatorVersion, runtimeName } from './cluster.ts';
import { hasGpuCluster } from './configuration.ts';
import type { Facts } from './facts.ts';
import { GPU_CLUSTER, releases, type Support, supportOf } from './supportTable.ts';
import { isBefore } from './versions.ts';

/** What the installed release was validated with; where none is, the newest that suits this cluster. */
export function supportHere(facts: Facts, cluster: ClusterView): Support {
  const installed = operatorVersion(cluster);
  const support = installed === null ? suitable(facts) : supportOf(installed);
  if (!hasGpuCluster(facts)) return support;
  return { ...support, kubernetes: { ...support.kubernetes, minimum: GPU_CLUSTER.kubernetes } };
}

/** The newest that knows this Kubernetes and all its nodes; else the newest that knows this Kubernetes. */
const suitable = memo(({ serverVersion, cluster }: Facts): Support => {
  const nodes = isKnown(cluster) ? [...cluster.value.nodes.values()] : [];
  const candidates = releases.filter(
    ({ kubernetes }) => serverVersion === null || !isBefore(serverVersion, kubernetes.minimum),
  );
  const suits = ({ systems, docker }: Support) =>
    nodes.every(
      (node) =>
        systems.some(({ pattern }) => pattern.test(node.facts.operatingSystem)) &&
        (runtimeName(node) !== 'docker' || docker !== null),
    );
  return candidates.find(suits) ?? candidates[0] ?? supportOf(null);
});

/** Those releases as Helm's `--version` takes them; null for the newest. */
export function chartOf({ from }: Support): string | null {
  const newer = releases[releases.findIndex((one) => one.from === from) - 1];
  return newer === undefined ? null : `>=${from}.0 <${newer.from}.0`;
}
