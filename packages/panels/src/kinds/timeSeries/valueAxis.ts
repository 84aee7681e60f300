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
/** More than any axis has that finds its own interval. */
const MAX_TICKS = 50;
const MAX_DECIMALS = 12;
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
    label: (tick) => `${tickNumber(tick, ticks.interval, locale)}${suffix}`,
  };
}

/** The values that the axis has labels at: its ends, and the multiples of its interval between them. */
export function ticksOf({
  min,
  max,
  interval,
}: Pick<ValueAxis, 'min' | 'max' | 'interval'>): readonly number[] {
  const first = Math.ceil(min / interval - 1e-9);
  const last = Math.floor(max / interval + 1e-9);
  const length = Math.min(MAX_TICKS, Math.max(0, last - first + 1));
  return [min, ...Array.from({ length }, (_, index) => (first + index) * interval), max];
}

/** A tick with as many decimals as tell it from the next one; an end between two ticks as any number. */
function tickNumber(tick: number, interval: number, locale: Locale): string {
  const isMultiple = Math.abs(tick / interval - Math.round(tick / interval)) < 1e-6;
  if (tick === 0 || !isMultiple) return formatNumber(tick, locale);
  let decimals = 0;
  while (decimals < MAX_DECIMALS && isBetween(interval * 10 ** decimals)) decimals += 1;
  return formatNumber(tick, locale, decimals);
}

/** Whether a number lies between two whole ones. */
const isBetween = (value: number) => Math.abs(value - Math.round(value)) > 1e-6 * Math.max(1, value);

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
