import type { Interval } from '@gpu-console/panels';
import type { PodUsageList, QueryReply } from '@gpu-console/shared/contract';
import { queryOptions } from '@tanstack/react-query';
import type { ClusterView } from '../state/view.ts';
import { call, isRefusal, type ReadName, type SearchOf, type SubjectOf, send } from './client.ts';
import { endpointKey, LIVE } from './keys.ts';

const RECOVERY_MILLISECONDS = 5000;

/** What failed is asked for again soon; a refusal stays one. */
const recovery = ({ state: { error } }: { readonly state: { readonly error: Error | null } }) =>
  error === null || isRefusal(error) ? false : RECOVERY_MILLISECONDS;

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
export function live<N extends ReadName>(name: N, subject: SubjectOf<N>, search?: SearchOf<N>) {
  return queryOptions({
    queryKey: [...LIVE, ...endpointKey(name, subject, search)],
    queryFn: ({ signal }) => call(name, subject, { search, signal }),
    refetchInterval: recovery,
  });
}

/** One dashboard, as it is kept. */
export const dashboardQuery = (view: ClusterView, dashboard: string) =>
  queryOptions({
    queryKey: endpointKey('dashboard', { ...view, dashboard }),
    queryFn: ({ signal }) => call('dashboard', { ...view, dashboard }, { signal }),
  });

/**
 * What pods held over a stretch of time. While it moves on, the answer for the stretch before stays as placeholder, if the
 * question was the same.
 */
export function usageQuery(view: ClusterView, { from, to }: Interval, terms: SearchOf<'usage'>) {
  const subject = JSON.stringify([view, to - from, terms]);
  return queryOptions({
    queryKey: endpointKey('usage', view, subject, from),
    queryFn: ({ signal }) => call('usage', view, { search: { from, to, ...terms }, signal }),
    placeholderData: (previous: PodUsageList | undefined, query) =>
      query?.queryKey[2] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchInterval: recovery,
  });
}

const questionOf = ({ id, expr, instant = false }: KeyedQuery) =>
  ({ id, expr, type: instant ? 'instant' : 'range' }) as const;

/**
 * A panel's queries over a window. While the window moves on, the curves of the window before stay
 * as placeholder; curves of another cluster, of other namespaces or of other queries never do.
 */
export function panelQuery(view: ClusterView, window: QueryWindow, queries: readonly KeyedQuery[]) {
  const subject = JSON.stringify([view, queries]);
  return queryOptions({
    queryKey: endpointKey('query', view, subject, window),
    queryFn: ({ signal }) => send('query', view, { ...window, queries: queries.map(questionOf) }, signal),
    placeholderData: (previous: QueryReply | undefined, query) =>
      query?.queryKey[2] === subject ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
