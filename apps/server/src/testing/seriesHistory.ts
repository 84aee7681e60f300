import { groupBy } from '../groupBy.ts';

/** The samples of one series, as a test writes them. */
export interface SeriesHistory {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Unix seconds of its first and its last sample. */
  readonly from: number;
  readonly to: number;
  readonly value: (time: number) => number;
  /** Seconds between samples; 15 without it. */
  readonly every?: number;
}

const SCRAPE_SECONDS = 15;

/** Series as OpenMetrics with times: what `promtool tsdb create-blocks-from openmetrics` takes. No stale marker ends any. */
export function openMetricsOf(series: readonly SeriesHistory[]): string {
  const byName = groupBy(series, ({ name }) => name);
  const lines = [...byName].flatMap(([name, own]) => [`# TYPE ${name} unknown`, ...own.flatMap(samplesOf)]);
  return `${lines.join('\n')}\n# EOF\n`;
}

function samplesOf({ name, labels, from, to, value, every = SCRAPE_SECONDS }: SeriesHistory): string[] {
  const text = Object.entries(labels)
    .map(([label, content]) => `${label}=${JSON.stringify(content)}`)
    .join(',');
  const count = Math.floor((to - from) / every) + 1;
  return Array.from({ length: count }, (_, index) => from + index * every).map(
    (time) => `${name}{${text}} ${value(time)} ${time}`,
  );
}
