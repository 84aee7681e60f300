import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAutoRefresh } from '../api/autoRefresh.ts';
import { live } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { ClusterContext } from '../state/cluster.ts';
import { writeLastCluster } from '../state/lastCluster.ts';
import { Frame, FrameSkeleton } from './Frame.tsx';
import { shellTexts } from './texts.ts';

/** Every page of a cluster. */
export function ClusterLayout() {
  const texts = useTexts(shellTexts);
  const { cluster: id } = useParams({ from: '/c/$cluster' });
  const clusters = useQuery(live('clusters', {}));
  useAutoRefresh();
  const cluster = clusters.data?.items.find((candidate) => candidate.id === id);
  const known = cluster?.id;
  useEffect(() => {
    if (known !== undefined) writeLastCluster(known);
  }, [known]);

  if (clusters.data === undefined) {
    return clusters.isError ? <QueryError query={clusters} /> : <FrameSkeleton />;
  }
  if (cluster === undefined) return <EmptyState title={texts.cluster.unknown(id)} />;
  return (
    <ClusterContext value={cluster}>
      <Frame clusters={clusters.data.items} current={cluster}>
        <Outlet />
      </Frame>
    </ClusterContext>
  );
}
