import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useAutoRefresh } from '../api/autoRefresh.ts';
import { live } from '../api/queries.ts';
import { QueryError } from '../page/QueryError.tsx';
import { Frame, FrameSkeleton } from './Frame.tsx';

/** The page of all clusters, which is of none of them. */
export function AllClustersLayout() {
  const clusters = useQuery(live('clusters', {}));
  useAutoRefresh();
  if (clusters.data === undefined) {
    return clusters.isError ? <QueryError query={clusters} /> : <FrameSkeleton />;
  }
  return (
    <Frame clusters={clusters.data.items} current={null}>
      <Outlet />
    </Frame>
  );
}
