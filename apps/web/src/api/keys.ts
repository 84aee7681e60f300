import type { ValuesQuery } from '@gpu-console/shared/contract';
import type { Dashboard, DashboardFormat, Variable } from '@gpu-console/shared/dashboards';
import type { EndpointName, PathParams } from '@gpu-console/shared/endpoints';
import type { Locale } from '@gpu-console/shared/units';

/** Every key that starts with this shows the state of now, and is asked for again at each refresh tick. */
export const LIVE = ['live'] as const;

/** What an endpoint says: under its name, and what it is asked with. With the name alone, all that it ever said. */
export const endpointKey = <N extends EndpointName>(
  name: N,
  ...asked: readonly [] | readonly [params: PathParams<N>, ...unknown[]]
) => [name, ...asked] as const;

/** What is made of several answers, or of none. */
export const madeKey = {
  /** @param time Unix seconds, in steps after which it is made anew */
  variables: (
    cluster: string,
    asked: {
      readonly variables: readonly Variable[];
      readonly chosen: Readonly<Record<string, readonly string[]>>;
      readonly range: number;
    },
    time: number,
  ) => ['variables', cluster, asked, time] as const,
  completion: (cluster: string, query: ValuesQuery) => ['completion', cluster, query] as const,
  findings: (cluster: string, dashboard: string, revision: number) =>
    ['findings', cluster, dashboard, revision] as const,
  notebook: (log: PathParams<'logs'> & { readonly container: string }, startedAt: number | null) =>
    ['notebook', log, startedAt] as const,
  exported: (dashboard: Dashboard, format: DashboardFormat, locale: Locale) =>
    ['exported', dashboard, format, locale] as const,
};
