import { pluralOf } from '@gpu-console/shared/texts';

const plural = pluralOf('en');

/** What the panels say; `texts.zh-CN.ts` has the same in Chinese. It travels with the charts, not with the entry. */
export const en = {
  statistics: {
    last: 'Last',
    min: 'Min',
    mean: 'Mean',
    max: 'Max',
    first: 'First',
    sum: 'Sum',
    count: 'Count',
    range: 'Range',
    delta: 'Change',
  },
  series: 'Series',
  row: 'Row',
  state: 'State',
  from: 'From',
  to: 'To',
  legendOf: (title: string) => `${title}: values per series`,
  legendHint: 'Click shows only this one; Ctrl or ⌘ click adds or removes it',
  shown: (shown: number, total: number) => `${shown} of ${total} shown`,
  summary: (title: string, count: number, last: string, min: string, max: string) =>
    `${title}: ${count} series; last values up to ${last}, lowest ${min}, highest ${max} in this range`,
  summaryMarks: (count: number) => `; ${count} events marked`,
  more: (count: number) => `${count} more`,
  moreColumns: (count: number) => plural(count, '1 more column', `${count} more columns`),
  noValues: 'no value',
  loading: (title: string) => `${title}: loading`,

  about: 'About this panel',
  unit: 'Unit',
  fields: 'DCGM fields',
  notExported: 'not exported here',
  promql: 'PromQL',
  step: 'Step',
  seconds: (count: number) => `${count} s`,
  warnings: 'Prometheus warnings',
  thresholds: 'Thresholds',
  thresholdsValue: (warning: string, critical: string) => `warning ${warning}, critical ${critical}`,
  units: {
    ratio: 'percent of the whole',
    bytes: 'bytes (1 GiB = 1024 MiB)',
    bytesPerSecond: 'bytes per second (1 GiB = 1024 MiB)',
    watts: 'watts',
    joules: 'joules, shown in watt-hours',
    celsius: 'degrees Celsius',
    hertz: 'hertz',
    seconds: 'seconds',
    count: 'a count',
    perSecond: 'per second',
    code: 'a code',
  },

  menu: 'Panel menu',
  fullScreen: 'Full screen',
  png: 'Download PNG',
  pngDouble: 'Download PNG (2×)',
  svg: 'Download SVG',
  csv: 'Download CSV',
  csvLong: 'Download CSV (a value per line)',
  json: 'Download JSON',
  copyMarkdown: 'Copy Markdown table',
  copyPromql: 'Copy PromQL',
  copyLink: 'Copy link to this time range',
  copyImageLink: 'Copy image URL',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying',
  time: 'time',
  value: 'value',
  numberedValue: (query: string) => `value #${query}`,
  noData: 'no data',
  above: (bound: string) => `> ${bound}`,

  emptyNotExported: 'This cluster does not export this metric',
  emptyNotExportedDetail: (fields: string) =>
    `Prometheus holds no series of ${fields}. Add it to the DCGM exporter’s counters list to see it here; some GPUs cannot report it.`,
  emptyNoSeries: 'No series for this selection',
  emptyNoSeriesDetail:
    'The metric exists in this cluster, but nothing that matches was recorded in this time range.',
  emptyAllGaps: 'Only gaps in this time range',
  emptyAllGapsDetail: 'The series are known, but none of them has a value between these times.',
  failed: 'The query failed',
  staleFailed: (ago: string, reason: string) => `Updated ${ago}. The last refresh failed: ${reason}`,
  staleSamples: (ago: string) =>
    `The newest sample is from ${ago}: the exporter or its scrape may have stopped.`,
  partFailed: (reason: string) => `A query of this panel failed: ${reason}`,
};

export type PanelTexts = typeof en;
