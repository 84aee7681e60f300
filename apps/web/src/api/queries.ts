import type { Interval } from '@gpu-console/panels';
import type { PodUsageList, QueryReply } from '@gpu-console/shared/contract';
import type { PathParams } from '@gpu-console/shared/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { call, type ReadName, type SearchOf, send } from './client.ts';
import { endpointKey, LIVE } from './keys.ts';

const RECOVERY_MILLISECONDS = 5000;

/** What is asked of Prometheus, and under which name the answer is found. */
export interface KeyedQuery {
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

/** The state of now, as an endpoint tells it. */
export function live<N extends ReadName>(name: N, params: PathParams<N>, search?: SearchOf<N>) {
  return queryOptions({
    queryKey: [...LIVE, ...endpointKey(name, params, search)],
    queryFn: ({ signal }) => call(name, params, { search, signal }),
    refetchInterval: (query) => (query.state.status === 'error' ? RECOVERY_MILLISECONDS : false),
  });
}

/** One dashboard, as it is kept. */
export const dashboardQuery = (cluster: string, dashboard: string) =>
  queryOptions({
    queryKey: endpointKey('dashboard', { cluster, dashboard }),
    queryFn: ({ signal }) => call('dashboard', { cluster, dashboard }, { signal }),
  });

/**
 * What pods held over a stretch of time. While it moves on, the answer for the stretch before stays as placeholder, if the
 * question was the same.
 */
export function usageQuery(cluster: string, { from, to }: Interval, terms: SearchOf<'usage'>) {
  const subject = JSON.stringify([cluster, to - from, terms]);
  return queryOptions({
    queryKey: endpointKey('usage', { cluster }, subject, from),
    queryFn: ({ signal }) => call('usage', { cluster }, { search: { from, to, ...terms }, signal }),
    placeholderData: (previous: PodUsageList | undefined, query) =>
      query?.queryKey[2] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchInterval: (query) => (query.state.status === 'error' ? RECOVERY_MILLISECONDS : false),
  });
}

const questionOf = ({ id, expr, instant = false }: KeyedQuery) =>
  ({ id, expr, type: instant ? 'instant' : 'range' }) as const;

/**
 * A panel's queries over a window. While the window moves on, the curves of the window before stay
 * as placeholder; curves of another cluster or of other queries never do.
 */
export function panelQuery(cluster: string, window: QueryWindow, queries: readonly KeyedQuery[]) {
  const subject = JSON.stringify([cluster, queries]);
  return queryOptions({
    queryKey: endpointKey('query', { cluster }, subject, window),
    queryFn: ({ signal }) =>
      send('query', { cluster }, { ...window, queries: queries.map(questionOf) }, signal),
    placeholderData: (previous: QueryReply | undefined, query) =>
      query?.queryKey[2] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
