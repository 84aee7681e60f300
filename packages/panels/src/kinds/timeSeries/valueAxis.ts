import type { Resolved, TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { formatNumber, formatText, type Locale, scaleFor, type Unit } from '@gpu-console/shared/units';
import type { ChartSeries } from '../../panelSeries.ts';

/** A value axis: `min`, `max` and `interval` are in its own scale, which `place` and `valueOf` lead to and from. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
  /** Where a value (base unit) stands on the axis; NaN for nowhere. */
  readonly place: (value: number) => number;
  readonly valueOf: (place: number) => number;
  /** A tick's text, with its unit. */
  readonly label: (tick: number) => string;
}

const INTERVALS = 4;
/** So far from what numbers can be that the difference of any two, rounded up to ticks, is a number, too. */
const MAX_MAGNITUDE = 1e307;
/** Nearer to each other than this share of themselves, or than the least of all, numbers have no room for steps between them. */
const NEAREST = 1e-9;
const MIN_SPAN = 1e-290;
/** Zero is a mark like any other on these; on all the rest it means "nothing", and belongs on the axis. */
const FREE_OF_ZERO: ReadonlySet<Unit> = new Set<Unit>(['celsius']);
/** Only whole numbers of these make sense. */
const WHOLE: ReadonlySet<Unit> = new Set<Unit>(['count', 'code']);

/** The axis on which all of the series, and the panel's thresholds, are in view. */
export function valueAxis(
  panel: Resolved<TimeSeriesPanel>,
  series: readonly ChartSeries[],
  locale: Locale,
): ValueAxis {
  if (panel.logarithmic && !panel.stacked) return logarithmicAxis(panel, series, locale);
  const { unit, min: floor, max: ceiling, stacked = false, thresholds } = panel;
  const critical =
    thresholds !== undefined && 'critical' in thresholds ? thresholds.critical : Number.NEGATIVE_INFINITY;
  const [low, high] = stacked ? stackExtent(series) : extent(series);
  const top = kept(ceiling ?? Math.max(high, critical));
  const bottom = kept(floor ?? (ceiling !== undefined || !FREE_OF_ZERO.has(unit) ? Math.min(0, low) : low));
  const { factor, unit: label } = scaleFor(unit, Math.max(Math.abs(top), Math.abs(bottom)));
  const ticks = niceTicks(bottom / factor, top / factor, WHOLE.has(unit) ? 1 : 0);
  const suffix = label === '' || label === '%' ? label : ` ${label}`;
  return {
    interval: ticks.interval,
    min: ceiling === undefined && floor === undefined ? ticks.min : kept(bottom / factor),
    max: ceiling === undefined || ceiling <= bottom ? ticks.max : kept(top / factor),
    place: (value) => value / factor,
    valueOf: (place) => place * factor,
    label: (tick) => `${formatNumber(tick, locale)}${suffix}`,
  };
}

/** Its scale is the power of ten; what is not above zero has no place on it. */
function logarithmicAxis(
  { unit, min: floor = 0, max: ceiling = 0 }: Resolved<TimeSeriesPanel>,
  series: readonly ChartSeries[],
  locale: Locale,
): ValueAxis {
  const above = series.map((one) => ({
    ...one,
    values: one.values.map((value) => (value === null || value <= 0 ? null : value)),
  }));
  const [low, high] = extent(above);
  const min = floor > 0 ? Math.log10(floor) : Math.floor(Math.log10(low || 1) + 1e-9);
  const max = ceiling > 0 ? Math.log10(ceiling) : Math.ceil(Math.log10(high || 1) - 1e-9);
  return {
    min,
    max: Math.max(max, min + 1),
    interval: Math.max(1, Math.ceil((max - min) / (INTERVALS + 2))),
    place: (value) => (value > 0 ? Math.log10(value) : Number.NaN),
    valueOf: (place) => 10 ** place,
    label: (tick) => formatText(10 ** tick, unit, locale),
  };
}

/** Round numbers (1, 2, 2.5 or 5 times a power of ten apart) around `low` and `high`. */
function niceTicks(from: number, to: number, minStep: number) {
  const [low, high] = apart(from, to, minStep);
  const rough = Math.max((high - low) / INTERVALS, minStep);
  const power = 10 ** Math.floor(Math.log10(rough));
  const multiple = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  const interval = Math.max(multiple * power, minStep);
  return {
    min: Math.floor(low / interval + 1e-9) * interval,
    max: Math.ceil(high / interval - 1e-9) * interval,
    interval,
  };
}

const kept = (end: number) => Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, end));

/** Ends that have ticks between them: numbers so near, or so far apart, that steps between them get lost have none. */
function apart(from: number, to: number, minStep: number): readonly [number, number] {
  const [low, high] = [kept(from), kept(to)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > Math.max(MIN_SPAN, size * NEAREST)) return [low, high];
  const gap = Math.max(1, minStep, size * NEAREST * 10);
  return low + gap > MAX_MAGNITUDE ? [low - gap, low] : [low, low + gap];
}

function extent(series: readonly ChartSeries[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of series) {
    for (const value of values) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 0];
}

/** The tallest pile of positive values at one time. */
function stackExtent(series: readonly ChartSeries[]): readonly [number, number] {
  const sums = new Map<number, number>();
  for (const { start, step, values } of series) {
    values.forEach((value, index) => {
      const time = start + index * step;
      if (value !== null) sums.set(time, (sums.get(time) ?? 0) + value);
    });
  }
  let high = 0;
  for (const sum of sums.values()) if (sum > high) high = sum;
  return [0, high];
}
