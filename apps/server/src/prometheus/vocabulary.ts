import type { Dialect } from '@gpu-console/shared/metrics';
import { detectDialect } from './dialect.ts';
import type { Asking, PrometheusClient } from './prometheusClient.ts';
import { readInstant } from './readFrame.ts';

const WINDOW_SECONDS = 3600;
const MATCH = '{__name__=~"(DCGM_FI|DCGM_EXP|dcgm)_.+"}';
const COMMON_INTERVALS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300] as const;

/** How this cluster's DCGM series are called and labelled. */
export interface Vocabulary {
  readonly dialect: Dialect;
  readonly exported: ReadonlySet<string>;
  readonly scrapeInterval: number | null;
}

/** The vocabulary of the last hour before `now` (Unix seconds); null where there were no DCGM series. */
export async function readVocabulary(
  client: PrometheusClient,
  now: number,
  asking: Asking,
): Promise<Vocabulary | null> {
  const since = now - WINDOW_SECONDS;
  const [names, labels, pods] = await Promise.all([
    client.labelValues('__name__', MATCH, since, now, asking),
    client.labelNames(MATCH, since, now, asking),
    client.labelValues('pod', MATCH, since, now, asking),
  ]);
  const dialect = detectDialect(new Set(labels), pods);
  if (dialect === null) return null;
  const scrapeInterval = await readScrapeInterval(client, names, now, asking);
  return { dialect, exported: new Set(names), scrapeInterval };
}

/** What is known after an answer that may not be all: it adds to what was known, and takes nothing away. */
export function mergeVocabularies(known: Vocabulary | null, partly: Vocabulary | null): Vocabulary | null {
  if (known === null || partly === null) return partly ?? known;
  return {
    ...partly,
    exported: new Set([...known.exported, ...partly.exported]),
    scrapeInterval: partly.scrapeInterval ?? known.scrapeInterval,
  };
}

/** Ten minutes hold this many samples of a series: the busiest series tells the interval, whatever was down meanwhile. */
async function readScrapeInterval(
  client: PrometheusClient,
  [name]: readonly string[],
  now: number,
  asking: Asking,
): Promise<number | null> {
  if (name === undefined) return null;
  const query = `600 / max(count_over_time(${name}[10m]))`;
  const body = await client.query('query', { query, time: String(now) }, asking);
  const { frame } = await readInstant(body, now);
  const seen = frame.series[0]?.values[0] ?? null;
  return seen === null ? null : usualInterval(seen);
}

/** The interval that people configure nearest to the one seen: a scrape missed or a window cut short shifts it a little. */
function usualInterval(seen: number): number {
  return COMMON_INTERVALS.reduce<number>(
    (best, one) => (Math.abs(one - seen) < Math.abs(best - seen) ? one : best),
    COMMON_INTERVALS[0],
  );
}
