import type { ValuesQuery } from '@gpu-console/shared/contract';
import type { Dashboard, DashboardFormat, Variable } from '@gpu-console/shared/dashboards';
import type { EndpointName } from '@gpu-console/shared/endpoints';
import type { Locale } from '@gpu-console/shared/units';
import type { ClusterView } from '../state/view.ts';
import type { SubjectOf } from './client.ts';

/** Every key that starts with this shows the state of now, and is asked for again at each refresh tick. */
export const LIVE = ['live'] as const;

/** What an endpoint says: under its name, and what it is asked with. With the name alone, all that it ever said. */
export const endpointKey = <N extends EndpointName>(
  name: N,
  ...asked: readonly [] | readonly [subject: SubjectOf<N>, ...unknown[]]
) => [name, ...asked] as const;

/** What is made of several answers, or of none. */
export const madeKey = {
  /** @param time Unix seconds, in steps after which it is made anew */
  variables: (
    view: ClusterView,
    asked: {
      readonly variables: readonly Variable[];
      readonly chosen: Readonly<Record<string, readonly string[]>>;
      readonly range: number;
    },
    time: number,
  ) => ['variables', view, asked, time] as const,
  completion: (view: ClusterView, query: ValuesQuery) => ['completion', view, query] as const,
  findings: (view: ClusterView, dashboard: string, revision: number) =>
    ['findings', view, dashboard, revision] as const,
  notebook: (log: SubjectOf<'logs'> & { readonly container: string }, startedAt: number | null) =>
    ['notebook', log, startedAt] as const,
  exported: (dashboard: Dashboard, format: DashboardFormat, locale: Locale) =>
    ['exported', dashboard, format, locale] as const,
};
