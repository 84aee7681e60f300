import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAutoRefresh } from '../api/autoRefresh.ts';
import { live } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { StaleBanner } from '../components/StaleBanner.tsx';
import { isForbidden } from '../fleet/clusterState.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { ClusterContext } from '../state/cluster.ts';
import { writeLastCluster } from '../state/lastCluster.ts';
import { Frame, FrameSkeleton } from './Frame.tsx';
import { NothingYours } from './NothingYours.tsx';
import { shellTexts } from './texts.ts';
import { useRememberedNamespaces } from './useRememberedNamespaces.ts';

/** Every page of a cluster. */
export function ClusterLayout() {
  const texts = useTexts(shellTexts);
  const { cluster: id } = useParams({ from: '/c/$cluster' });
  const clusters = useQuery(live('clusters', {}));
  const isEntering = useRememberedNamespaces(id);
  useAutoRefresh();
  const cluster = clusters.data?.items.find((candidate) => candidate.id === id);
  const known = cluster?.id;
  useEffect(() => {
    if (known !== undefined) writeLastCluster(known);
  }, [known]);

  if (clusters.data === undefined || isEntering) {
    return clusters.isError ? <QueryError query={clusters} /> : <FrameSkeleton />;
  }
  if (cluster === undefined) return <EmptyState title={texts.cluster.unknown(id)} />;
  return (
    <ClusterContext value={cluster}>
      <Frame clusters={clusters.data.items} current={cluster}>
        {cluster.scope === null && (
          <div className="p-3 pb-0 md:p-4 md:pb-0">
            <StaleBanner>
              <strong className="font-semibold">{texts.scope.unknown}</strong>
              <span className="block font-mono text-sm">{cluster.scopeProblem}</span>
            </StaleBanner>
          </div>
        )}
        {isForbidden(cluster) ? <NothingYours /> : <Outlet />}
      </Frame>
    </ClusterContext>
  );
}
