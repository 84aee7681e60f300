import type { ChartSeries } from '@gpu-console/panels';
import { toCsv } from '../components/csv.ts';

/**
 * A line per value: its time (ISO 8601, UTC), the series' name, its labels each in a column of its own, and the value in the
 * base unit. Gaps have no line. `headings` name the columns that are no labels.
 */
export function longCsv(
  series: readonly ChartSeries[],
  headings: { readonly time: string; readonly series: string; readonly value: string },
): string {
  const labels = [...new Set(series.flatMap((one) => Object.keys(one.labels)))].sort();
  const lines = series.flatMap((one) => {
    const own = labels.map((label) => one.labels[label] ?? null);
    return one.values.flatMap((value, index) => {
      if (value === null) return [];
      const time = new Date((one.start + index * one.step) * 1000).toISOString();
      return [[time, one.name, ...own, value]];
    });
  });
  return toCsv([[headings.time, headings.series, ...labels, headings.value], ...lines]);
}
