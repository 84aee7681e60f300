import type { CsvCell, PanelValues } from './kinds/drawnKind.ts';
import type { ChartSeries } from './panelSeries.ts';

/** The series side by side: a row per time (ISO 8601, UTC), a column per series, in base units; gaps are empty. */
export function seriesCsv({
  series,
  texts,
}: Pick<PanelValues, 'series' | 'texts'>): readonly (readonly CsvCell[])[] {
  const columns = series.map(valueByTime);
  const times = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return [
    [texts.time, ...series.map(({ name }) => name)],
    ...times.map((time) => [
      new Date(time * 1000).toISOString(),
      ...columns.map((column) => column.get(time) ?? null),
    ]),
  ];
}

function valueByTime({ start, step, values }: ChartSeries): ReadonlyMap<number, number | null> {
  return new Map(values.map((value, index) => [start + index * step, value]));
}
