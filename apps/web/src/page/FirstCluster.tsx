import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { live } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from './QueryError.tsx';
import { pageTexts } from './texts.ts';

/** `/` is the overview of the first cluster. */
export function FirstCluster() {
  const texts = useTexts(pageTexts);
  const clusters = useQuery(live('clusters', {}));
  if (clusters.data === undefined) return <QueryError query={clusters} />;
  const [first] = clusters.data.items;
  if (first === undefined) return <EmptyState title={texts.noCluster}>{texts.noClusterDetail}</EmptyState>;
  return <Navigate to="/c/$cluster/overview" params={{ cluster: first.id }} replace />;
}
