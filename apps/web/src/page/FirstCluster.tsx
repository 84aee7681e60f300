import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clustersQuery } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { QueryError } from './QueryError.tsx';

/** `/` is the overview of the first cluster. */
export function FirstCluster() {
  const { t } = useTranslation();
  const clusters = useQuery(clustersQuery());
  if (clusters.data === undefined) return <QueryError query={clusters} />;
  const [first] = clusters.data.items;
  if (first === undefined)
    return <EmptyState title={t('cluster.none')}>{t('cluster.noneDetail')}</EmptyState>;
  return <Navigate to="/c/$cluster/overview" params={{ cluster: first.id }} replace />;
}
