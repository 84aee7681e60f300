import type { Statistic } from '../schemaParts.ts';

/** Names of reductions: Grafana's (fieldReducer), old Grafana's `valueName` and legend columns, which KubeSphere took over. */
const NAMES: ReadonlyMap<string, Statistic> = new Map<string, Statistic>([
  ['lastNotNull', 'last'],
  ['last', 'last'],
  ['current', 'last'],
  ['firstNotNull', 'first'],
  ['first', 'first'],
  ['min', 'min'],
  ['max', 'max'],
  ['mean', 'mean'],
  ['avg', 'mean'],
  ['sum', 'sum'],
  ['total', 'sum'],
  ['count', 'count'],
  ['range', 'range'],
  ['delta', 'delta'],
  ['diff', 'delta'],
]);

/** A statistic by any name that Grafana or KubeSphere has had for it; undefined for others. */
export function readStatistic(name: string): Statistic | undefined {
  return NAMES.get(name);
}

const GRAFANA: Partial<Record<Statistic, string>> = { last: 'lastNotNull', first: 'firstNotNull' };
const VALUE_NAMES: Partial<Record<Statistic, string>> = { last: 'current', mean: 'avg', sum: 'total' };

/** As Grafana's panels of today write it. */
export function grafanaStatistic(statistic: Statistic): string {
  return GRAFANA[statistic] ?? statistic;
}

/** As KubeSphere writes it. */
export function kubesphereStatistic(statistic: Statistic): string {
  return VALUE_NAMES[statistic] ?? statistic;
}
