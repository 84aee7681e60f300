import type { Panel } from '@gpu-console/shared/dashboards';
import { formatNumber, type Locale, scaleFor, type Unit } from '@gpu-console/shared/units';
import type { ChartSeries } from './panelSeries.ts';

/** A value axis in one scale: `min`, `max` and `interval` are in base units divided by `factor`. */
export interface ValueAxis {
  readonly factor: number;
  readonly min: number;
  readonly max: number;
  readonly interval: number;
  /** A tick's text, with its unit. */
  readonly label: (tick: number) => string;
}

const INTERVALS = 4;
/** Zero is a mark like any other on these; on all the rest it means "nothing", and belongs on the axis. */
const FREE_OF_ZERO: ReadonlySet<Unit> = new Set<Unit>(['celsius']);
/** Only whole numbers of these make sense. */
const WHOLE: ReadonlySet<Unit> = new Set<Unit>(['count', 'code']);

/** The axis on which all of the series, and the panel's thresholds, are in view. */
export function valueAxis(
  { unit, max: fixed, stacked = false, thresholds }: Panel,
  series: readonly ChartSeries[],
  locale: Locale,
): ValueAxis {
  const [low, high] = stacked ? stackExtent(series) : extent(series);
  const top = fixed ?? Math.max(high, thresholds?.critical ?? Number.NEGATIVE_INFINITY);
  const bottom = fixed !== undefined || !FREE_OF_ZERO.has(unit) ? Math.min(0, low) : low;
  const { factor, unit: label } = scaleFor(unit, Math.max(Math.abs(top), Math.abs(bottom)));
  const ticks = niceTicks(bottom / factor, top / factor, WHOLE.has(unit) ? 1 : 0);
  const suffix = label === '' || label === '%' ? label : ` ${label}`;
  return {
    factor,
    ...(fixed === undefined ? ticks : { ...ticks, min: bottom / factor, max: fixed / factor }),
    label: (tick) => `${formatNumber(tick, locale)}${suffix}`,
  };
}

/** Round numbers (1, 2, 2.5 or 5 times a power of ten apart) around `low` and `high`. */
function niceTicks(low: number, high: number, least: number) {
  if (high <= low) high = low + Math.max(1, least);
  const rough = Math.max((high - low) / INTERVALS, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const multiple = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  const interval = Math.max(multiple * power, least);
  return {
    min: Math.floor(low / interval + 1e-9) * interval,
    max: Math.ceil(high / interval - 1e-9) * interval,
    interval,
  };
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
