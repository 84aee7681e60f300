/** What `$__…` in a query stands for; all in seconds. */
export interface QueryTimes {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly scrapeInterval: number;
}

/** Whole names only: `$__range_s` is a number of seconds, not `$__range` with a tail. */
const VARIABLE = /\$__(rate_interval|interval|interval_ms|range|range_s|range_ms)\b/g;

/**
 * Grafana's built-in variables: `$__rate_interval` is the larger of the step plus one scrape and four scrapes,
 * so that a rate always has two samples to work with.
 */
export function interpolate(expr: string, { from, to, step, scrapeInterval }: QueryTimes): string {
  const rateInterval = Math.ceil(Math.max(step + scrapeInterval, 4 * scrapeInterval));
  const range = Math.max(1, Math.ceil(to - from));
  const interval = Math.max(1, Math.ceil(step));
  const values: Readonly<Record<string, string>> = {
    rate_interval: `${rateInterval}s`,
    interval: `${interval}s`,
    interval_ms: String(interval * 1000),
    range: `${range}s`,
    range_s: String(range),
    range_ms: String(range * 1000),
  };
  return expr.replace(VARIABLE, (_, name: string) => values[name] ?? '');
}
