/** What `$__…` in a query stands for; all in seconds. */
export interface QueryTimes {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly scrapeInterval: number;
}

/**
 * Grafana's built-in variables: `$__rate_interval` is the larger of the step plus one scrape and four scrapes,
 * so that a rate always has two samples to work with.
 */
export function interpolate(expr: string, { from, to, step, scrapeInterval }: QueryTimes): string {
  const rateInterval = Math.ceil(Math.max(step + scrapeInterval, 4 * scrapeInterval));
  const range = Math.max(1, Math.ceil(to - from));
  return expr
    .replaceAll('$__rate_interval', `${rateInterval}s`)
    .replaceAll('$__interval', `${Math.max(1, Math.ceil(step))}s`)
    .replaceAll('$__range', `${range}s`);
}
