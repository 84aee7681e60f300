import { type ResolvedPanel, reduced, type Statistic } from '@gpu-console/shared/dashboards';
import type { DrawnSeries } from './panelSeries.ts';

export interface LegendRow {
  readonly series: DrawnSeries;
  /** In the order of the legend's statistics; base units. */
  readonly values: readonly (number | null)[];
}

/** A column by what it shows. */
export interface LegendSort {
  readonly column: 'name' | Statistic;
  readonly descending: boolean;
}

const DEFAULT_STATISTICS: readonly Statistic[] = ['last', 'min', 'mean', 'max'];

/** What a panel's legend says of each series. */
export function legendStatistics(panel: ResolvedPanel): readonly Statistic[] {
  const legend = 'legend' in panel ? panel.legend : undefined;
  return legend?.values ?? DEFAULT_STATISTICS;
}

/** A row per series, in the order of the series. */
export function legendRows(
  series: readonly DrawnSeries[],
  statistics: readonly Statistic[],
): readonly LegendRow[] {
  return series.map((one) => ({
    series: one,
    values: statistics.map((statistic) => reduced(one.values, statistic)),
  }));
}

/** The rows in the order asked for; those without a value come last either way. The series' own order is by name. */
export function sortLegend(
  rows: readonly LegendRow[],
  statistics: readonly Statistic[],
  { column, descending }: LegendSort,
): readonly LegendRow[] {
  if (column === 'name') return descending ? rows.toReversed() : rows;
  const at = statistics.indexOf(column);
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a.values[at] ?? null, b.values[at] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

/** The sort after a click on a column's head: statistics start with the largest, names with the first. */
export function nextLegendSort(sort: LegendSort, column: LegendSort['column']): LegendSort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column !== 'name' };
}

/** Of many columns narrow screens leave the second out. */
export const columnClass = (index: number, columns: number) =>
  columns > 3 && index === 1 ? 'max-sm:hidden' : undefined;
