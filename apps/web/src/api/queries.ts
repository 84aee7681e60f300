import type { Interval } from '@gpu-console/panels';
import type {
  ClusterList,
  DoctorReport,
  GpuDetail,
  GpuList,
  NodeDetail,
  NodeList,
  OperatorReport,
  Overview,
  PodDetail,
  PodList,
  PodUsageList,
  QueryReply,
  SetupReport,
} from '@gpu-console/shared/contract';
import { paths } from '@gpu-console/shared/paths';
import { queryOptions } from '@tanstack/react-query';
import { get, post, type SearchParams } from './client.ts';

/** Every key that starts with this shows the state of now, and is asked for again at each refresh tick. */
export const LIVE = 'live';
const RECOVERY_MILLISECONDS = 5000;

/** What is asked of Prometheus, and under which name the answer is found. */
export interface AskedQuery {
  readonly id: string;
  readonly expr: string;
  /** Asks for the values at the end of the window alone. */
  readonly instant?: boolean;
}

/** Seconds since the epoch, and how many points wide the chart is. */
export interface QueryWindow {
  readonly from: number;
  readonly to: number;
  readonly maxDataPoints: number;
}

function live<T>(key: readonly (string | undefined)[], path: string, search?: SearchParams) {
  return queryOptions({
    queryKey: [LIVE, ...key],
    queryFn: ({ signal }) => get<T>(path, signal, search),
    refetchInterval: (query) => (query.state.status === 'error' ? RECOVERY_MILLISECONDS : false),
  });
}

export const clustersQuery = () => live<ClusterList>(['clusters'], paths.clusters());

export const overviewQuery = (cluster: string) =>
  live<Overview>([cluster, 'overview'], paths.overview(cluster));

export const nodesQuery = (cluster: string) => live<NodeList>([cluster, 'nodes'], paths.nodes(cluster));

export const nodeQuery = (cluster: string, node: string) =>
  live<NodeDetail>([cluster, 'nodes', node], paths.node(cluster, node));

export const gpusQuery = (cluster: string) => live<GpuList>([cluster, 'gpus'], paths.gpus(cluster));

export const gpuQuery = (cluster: string, uuid: string, instance: string | undefined) =>
  live<GpuDetail>([cluster, 'gpus', uuid, instance], paths.gpu(cluster, uuid), { instance });

export const podsQuery = (cluster: string) => live<PodList>([cluster, 'pods'], paths.pods(cluster));

export const podQuery = (cluster: string, namespace: string, pod: string) =>
  live<PodDetail>([cluster, 'pods', namespace, pod], paths.pod(cluster, namespace, pod));

export const operatorQuery = (cluster: string) =>
  live<OperatorReport>([cluster, 'operator'], paths.operator(cluster));

export const doctorQuery = (cluster: string) =>
  live<DoctorReport>([cluster, 'doctor'], paths.doctor(cluster));

export const setupQuery = (cluster: string) => live<SetupReport>([cluster, 'setup'], paths.setup(cluster));

/**
 * What pods held over a stretch of time. While it moves on, the answer for the stretch before stays as placeholder, if the
 * question was the same.
 */
export function usageQuery(cluster: string, { from, to }: Interval, terms: SearchParams) {
  const subject = JSON.stringify([cluster, to - from, terms]);
  return queryOptions({
    queryKey: ['usage', subject, from],
    queryFn: ({ signal }) =>
      get<PodUsageList>(paths.usage(cluster), signal, { from: String(from), to: String(to), ...terms }),
    placeholderData: (previous: PodUsageList | undefined, query) =>
      query?.queryKey[1] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchInterval: (query) => (query.state.status === 'error' ? RECOVERY_MILLISECONDS : false),
  });
}

/**
 * A panel's queries over a window. While the window moves on, the curves of the window before stay
 * as placeholder; curves of another cluster or of other queries never do.
 */
export function panelQuery(cluster: string, window: QueryWindow, queries: readonly AskedQuery[]) {
  const subject = JSON.stringify([cluster, queries]);
  return queryOptions({
    queryKey: ['query', subject, window],
    queryFn: ({ signal }) =>
      post<QueryReply>(paths.query(cluster), signal, {
        ...window,
        queries: queries.map(({ id, expr, instant = false }) => ({
          id,
          expr,
          type: instant ? 'instant' : 'range',
        })),
      }),
    placeholderData: (previous: QueryReply | undefined, query) =>
      query?.queryKey[1] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
