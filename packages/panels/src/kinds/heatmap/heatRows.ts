import type { HeatmapPanel, Resolved } from '@gpu-console/shared/dashboards';
import { formatText, type Locale } from '@gpu-console/shared/units';
import type { ChartSeries } from '../../panelSeries.ts';

/** A line of a heat map; `values[i]` is of the step that ends at `start + i × step`, null is a gap. */
export interface HeatRow {
  readonly name: string;
  readonly start: number;
  readonly step: number;
  readonly values: readonly (number | null)[];
}

export interface HeatRows {
  /** From the top down. */
  readonly rows: readonly HeatRow[];
  /** True where the values count samples in buckets: they have no unit. */
  readonly isCounted: boolean;
}

/** A row per series; of a histogram's buckets one per bucket, the highest on top. */
export function heatRows(
  panel: Resolved<HeatmapPanel>,
  series: readonly ChartSeries[],
  above: (bound: string) => string,
  locale: Locale,
): HeatRows {
  const histograms = new Set(panel.queries.flatMap(({ id, format }) => (format === 'heatmap' ? [id] : [])));
  const buckets = series.filter(({ queryId, labels }) => histograms.has(queryId) && labels.le !== undefined);
  if (buckets.length === 0) return { rows: series, isCounted: false };
  return { rows: bucketRows(panel, buckets, above, locale), isCounted: true };
}

/** Prometheus' buckets are cumulative: each holds all that is not above its bound `le`. */
function bucketRows(
  { unit, scale = 1 }: Resolved<HeatmapPanel>,
  buckets: readonly ChartSeries[],
  above: (bound: string) => string,
  locale: Locale,
): readonly HeatRow[] {
  const byBound = new Map<number, ChartSeries[]>();
  for (const one of buckets) {
    const bound = boundOf(one.labels.le ?? '');
    if (Number.isNaN(bound)) continue;
    const same = byBound.get(bound);
    if (same === undefined) byBound.set(bound, [one]);
    else same.push(one);
  }
  const bounds = [...byBound.keys()].sort((a, b) => a - b);
  const totals = bounds.map((bound) => summed(byBound.get(bound) ?? []));
  const text = (bound: number) => formatText(bound * scale, unit, locale);
  const rows = totals.map(({ start, step, values }, index) => {
    const bound = bounds[index] ?? Number.POSITIVE_INFINITY;
    const below = totals[index - 1]?.values ?? [];
    const own = values.map((value, at) => (value === null ? null : Math.max(0, value - (below[at] ?? 0))));
    const name = Number.isFinite(bound) ? `≤ ${text(bound)}` : above(text(bounds[index - 1] ?? 0));
    return { name, start, step, values: own };
  });
  return rows.reverse();
}

function boundOf(le: string): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : le === '' ? Number.NaN : Number(le);
}

/** Series on one grid of times, added up. */
function summed(series: readonly ChartSeries[]): Omit<HeatRow, 'name'> {
  const { start = 0, step = 0, values = [] } = series[0] ?? {};
  return {
    start,
    step,
    values: values.map((_, index) => {
      const known = series.flatMap((one) => one.values[index] ?? []);
      return known.length === 0 ? null : known.reduce((a, b) => a + b);
    }),
  };
}
