import { type LegendStatistics, legendStatistics } from './legendStatistics.ts';
import type { DrawnSeries } from './timeSeriesOption.ts';

export interface LegendRow extends LegendStatistics {
  readonly series: DrawnSeries;
}

export type LegendColumn = 'name' | keyof LegendStatistics;

export interface LegendSort {
  readonly column: LegendColumn;
  readonly descending: boolean;
}

export const LEGEND_STATISTICS = ['last', 'min', 'mean', 'max'] as const;

/** A row per series, in the order of the series. */
export function legendRows(series: readonly DrawnSeries[]): readonly LegendRow[] {
  return series.map((one) => ({ series: one, ...legendStatistics(one.values) }));
}

/** The rows in the order asked for; those without a value come last either way. The series' own order is by name. */
export function sortLegend(
  rows: readonly LegendRow[],
  { column, descending }: LegendSort,
): readonly LegendRow[] {
  if (column === 'name') return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a[column], b[column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

/** The sort after a click on a column's head: statistics start with the largest, names with the first. */
export function nextLegendSort(sort: LegendSort, column: LegendColumn): LegendSort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column !== 'name' };
}
