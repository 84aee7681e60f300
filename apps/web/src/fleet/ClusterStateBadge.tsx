import type { Cluster } from '@gpu-console/shared/contract';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { clusterState, isForbidden, STATE_STATUS } from './clusterState.ts';
import { fleetTexts } from './texts.ts';

type ShownCluster = Pick<Cluster, 'kubernetes' | 'prometheus' | 'scope' | 'scopeProblem'>;

/** How a cluster's two sources are, in a word: which of them is not well where one is not; why on hover. */
export function ClusterStateBadge({ cluster }: { cluster: ShownCluster }) {
  const texts = useTexts(fleetTexts);
  const { kubernetes, prometheus, scopeProblem } = cluster;
  const state = clusterState(cluster);
  if (state !== 'ok') {
    const away = [
      { name: 'Kubernetes', ...kubernetes },
      { name: 'Prometheus', ...prometheus },
    ].filter((source) => source.state !== 'ok');
    const [worst, ...others] = away.filter((source) => source.state === state);
    const reasons = away.map(({ name, reason }) => `${name}: ${reason ?? '–'}`);
    return (
      <span title={reasons.join('\n')} className="max-w-full">
        <StatusBadge status={STATE_STATUS[state]}>
          {worst === undefined || others.length > 0
            ? texts.clusterState[state]
            : texts.clusterState.source[state](worst.name)}
        </StatusBadge>
      </span>
    );
  }
  if (scopeProblem !== null) {
    return (
      <span title={scopeProblem} className="max-w-full">
        <StatusBadge status="unknown">{texts.clusterState.rightsUnknown}</StatusBadge>
      </span>
    );
  }
  if (isForbidden(cluster)) return <StatusBadge status="unknown">{texts.clusterState.forbidden}</StatusBadge>;
  return <StatusBadge status="ok">{texts.clusterState.ok}</StatusBadge>;
}
