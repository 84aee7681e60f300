import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { live } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { readLastCluster } from '../state/lastCluster.ts';
import { QueryError } from './QueryError.tsx';
import { pageTexts } from './texts.ts';

/** `/` is the overview of the cluster looked at last; before one was, of the only one, or the page of all. */
export function FirstCluster() {
  const texts = useTexts(pageTexts);
  const clusters = useQuery(live('clusters', {}));
  if (clusters.data === undefined) return <QueryError query={clusters} />;
  const { items } = clusters.data;
  const last = readLastCluster();
  const cluster = items.find(({ id }) => id === last) ?? (items.length === 1 ? items[0] : undefined);
  if (items.length === 0) return <EmptyState title={texts.noCluster}>{texts.noClusterDetail}</EmptyState>;
  if (cluster === undefined) return <Navigate to="/clusters" replace />;
  return <Navigate to="/c/$cluster/overview" params={{ cluster: cluster.id }} replace />;
}
