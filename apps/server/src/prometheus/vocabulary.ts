import type { Frame } from '@gpu-console/shared/contract';
import { type Dialect, deviceSeries, EVERYTHING, formerNames } from '@gpu-console/shared/metrics';
import { detectDialect } from './dialect.ts';
import type { Asking, PrometheusClient } from './prometheusClient.ts';
import { readInstant } from './readFrame.ts';

const WINDOW_SECONDS = 3600;
const MATCH = '{__name__=~"(DCGM_FI|DCGM_EXP|dcgm)_.+"}';
/** Series whose scrape renamed what names the workload: its pod, or its namespace alone. */
const RENAMED = '{__name__=~"(DCGM_FI|DCGM_EXP|dcgm)_.+",exported_pod!=""}';
const SPLIT = '{__name__=~"(DCGM_FI|DCGM_EXP|dcgm)_.+",exported_namespace!="",exported_pod=""}';
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
  const values = (label: string, match: string) => client.labelValues(label, match, since, now, asking);
  const ask = async (query: string) => {
    const body = await client.query('query', { query, time: String(now) }, asking);
    return (await readInstant(body, now)).frame;
  };
  const [names, labelNames, ...pods] = await Promise.all([
    values('__name__', MATCH),
    client.labelNames(MATCH, since, now, asking),
    ...POD_LABELS.map((label) => values(label, MATCH)),
  ]);
  const [labels, exported] = [new Set(labelNames), new Set(names)];
  const [scraped, split, scrapeInterval] = await Promise.all([
    scrapedPods(ask, values, { exported, labels }),
    labels.has('exported_namespace') ? values('pod', SPLIT) : [],
    readScrapeInterval(ask, names),
  ]);
  const dialect = detectDialect(labels, {
    pods: new Map(POD_LABELS.map((label, index) => [label, pods[index] ?? []])),
    split,
    scraped,
  });
  return dialect && { dialect, exported, scrapeInterval };
}

/** So far back charts go. */
const PAST_SECONDS = 30 * 86_400;

/** The names of DCGM metrics in the time that charts show. */
export function readPastNames(
  client: PrometheusClient,
  now: number,
  asking: Asking,
): Promise<readonly string[]> {
  return client.labelValues('__name__', MATCH, now - PAST_SECONDS, now, asking);
}

/** The vocabulary with the names that charts of the past need. */
export function withPast(vocabulary: Vocabulary, past: readonly string[]): Vocabulary {
  const { exported } = vocabulary;
  return { ...vocabulary, exported: new Set([...exported, ...formerNames(past, exported)]) };
}

/** Labels that name a pod, the workload's or the exporter's own. */
const POD_LABELS = ['pod', 'pod_name'] as const;

/**
 * Pods that scrapes name: those of `up`, which has the labels of the scraped target and no others, and those that stand
 * beside a workload which the scrape renamed.
 */
async function scrapedPods(
  ask: (query: string) => Promise<Frame>,
  values: (label: string, match: string) => Promise<string[]>,
  { exported, labels }: { exported: ReadonlySet<string>; labels: ReadonlySet<string> },
): Promise<string[]> {
  const present = POD_LABELS.filter((label) => labels.has(label));
  if (present.length === 0) return [];
  const devices = deviceSeries(EVERYTHING, exported);
  const targets = `group by (${present.join(', ')}) (up and on (job, instance) group by (job, instance) (${devices}))`;
  const [{ series }, ...renamed] = await Promise.all([
    ask(targets),
    ...(labels.has('exported_pod') ? present.map((label) => values(label, RENAMED)) : []),
  ]);
  const ofTargets = series.flatMap((one) => present.flatMap((label) => one.labels[label] ?? []));
  return [...new Set([...ofTargets, ...renamed.flat()])];
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
  ask: (query: string) => Promise<Frame>,
  [name]: readonly string[],
): Promise<number | null> {
  if (name === undefined) return null;
  const { series } = await ask(`600 / max(count_over_time(${name}[10m]))`);
  const seen = series[0]?.values[0] ?? null;
  return seen === null ? null : usualInterval(seen);
}

/** The interval that people configure nearest to the one seen: a scrape missed or a window cut short shifts it a little. */
function usualInterval(seen: number): number {
  return COMMON_INTERVALS.reduce<number>(
    (best, one) => (Math.abs(one - seen) < Math.abs(best - seen) ? one : best),
    COMMON_INTERVALS[0],
  );
}
