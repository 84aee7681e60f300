import type {
  DashboardList,
  QueryReply,
  QueryRequest,
  StoredDashboard,
  ValuesReply,
  ValuesRequest,
} from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { paths } from '@gpu-console/shared/paths';
import { queryOptions } from '@tanstack/react-query';
import { get, post, respond } from '../api/client.ts';
import { LIVE } from '../api/queries.ts';

/** Others apply dashboards to the cluster at any time, so the list is asked for again as what shows now is. */
export const dashboardsQuery = (cluster: string) =>
  queryOptions({
    queryKey: [LIVE, cluster, 'dashboards'],
    queryFn: ({ signal }) => get<DashboardList>(paths.dashboards(cluster), signal),
  });

export const dashboardQuery = (cluster: string, id: string) =>
  queryOptions({
    queryKey: ['dashboards', cluster, id],
    queryFn: ({ signal }) => get<StoredDashboard>(paths.dashboard(cluster, id), signal),
  });

export function askValues(
  cluster: string,
  request: ValuesRequest,
  signal: AbortSignal,
): Promise<ValuesReply> {
  return post<ValuesReply>(paths.values(cluster), signal, request);
}

export function askQueries(cluster: string, request: QueryRequest, signal: AbortSignal): Promise<QueryReply> {
  return post<QueryReply>(paths.query(cluster), signal, request);
}

/** @param version the one that was changed; null for a dashboard that is new */
export async function saveDashboard(
  cluster: string,
  dashboard: Dashboard,
  version: string | null,
): Promise<StoredDashboard> {
  const path = paths.dashboard(cluster, dashboard.id);
  return (await respond(path, json('PUT', { dashboard, version }))).json();
}

export async function deleteDashboard(cluster: string, id: string, version: string): Promise<void> {
  await respond(paths.dashboard(cluster, id), json('DELETE', { version }));
}

function json(method: string, body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
