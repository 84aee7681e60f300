import type { DrawnSeries, PanelMark } from '@gpu-console/panels';

export interface TooltipRow {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly value: number;
}

/** The grid point of the series nearest to `time`; null where there are no series. All in Unix seconds. */
export function snap(series: readonly DrawnSeries[], time: number): number | null {
  const [first] = series;
  if (first === undefined) return null;
  return first.start + indexAt(first, time) * first.step;
}

function indexAt({ start, step, values }: DrawnSeries, time: number): number {
  if (step === 0) return 0;
  return Math.min(values.length - 1, Math.max(0, Math.round((time - start) / step)));
}

/** What the series say at `time` (Unix seconds), the largest value first; those with a gap there are left out. */
export function tooltipRows(series: readonly DrawnSeries[], time: number): readonly TooltipRow[] {
  const rows = series.flatMap((one) => {
    const value = one.values[indexAt(one, time)] ?? null;
    return value === null ? [] : [{ key: one.key, name: one.name, colour: one.colour, value }];
  });
  return rows.sort((a, b) => b.value - a.value);
}

/** The row whose value is nearest to `value`. */
export function nearestRow(rows: readonly TooltipRow[], value: number): TooltipRow | undefined {
  let nearest: TooltipRow | undefined;
  for (const row of rows) {
    if (nearest === undefined || Math.abs(row.value - value) < Math.abs(nearest.value - value)) nearest = row;
  }
  return nearest;
}

/** `count` rows that are in sight: a stretch of the list with `key` in it. */
export function rowsAround(rows: readonly TooltipRow[], key: string | undefined, count: number) {
  const at = rows.findIndex((row) => row.key === key);
  const first = Math.min(Math.max(0, at - Math.floor(count / 2)), Math.max(0, rows.length - count));
  return rows.slice(first, first + count);
}

/** The marks within `reach` seconds of `time`. */
export function marksNear(marks: readonly PanelMark[], time: number, reach: number): readonly PanelMark[] {
  return marks.filter((mark) => Math.abs(mark.time - time) <= reach);
}
