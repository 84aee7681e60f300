import type { Interval } from '../../interval.ts';
import type { ValueAxis } from './valueAxis.ts';

/** Pixels between the chart's edges and the plot, where the lines are. */
export interface PlotInsets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LABEL_PIXELS_PER_CHARACTER = 6.1;
const LABEL_GAP = 9;
/** Wide enough for "1.5 GiB/s" and its like, so that the charts of a column begin at the same place. */
const MIN_LEFT = 64;

/** Room for the longest label of the value axis on the left, and for the time axis below. */
export function plotInsets({ min, max, interval, label }: ValueAxis): PlotInsets {
  let longest = 0;
  for (let tick = min; tick <= max + interval / 2; tick += interval) {
    longest = Math.max(longest, label(tick).length);
  }
  const left = Math.max(MIN_LEFT, Math.ceil(longest * LABEL_PIXELS_PER_CHARACTER + LABEL_GAP));
  return { left, right: 14, top: 10, bottom: 24 };
}

/** The time (Unix seconds) at `x` pixels from the chart's left edge, kept within the window. */
export function timeAt(
  x: number,
  width: number,
  { left, right }: PlotInsets,
  { from, to }: Interval,
): number {
  const share = (x - left) / Math.max(1, width - left - right);
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}

/** Pixels from the chart's left edge at which `time` (Unix seconds) lies. */
export function xAt(
  time: number,
  width: number,
  { left, right }: PlotInsets,
  { from, to }: Interval,
): number {
  return left + ((time - from) / (to - from)) * (width - left - right);
}

/** The value (base units) at `y` pixels from the chart's upper edge. */
export function valueAt(y: number, height: number, { top, bottom }: PlotInsets, axis: ValueAxis): number {
  const share = 1 - (y - top) / Math.max(1, height - top - bottom);
  return axis.valueOf(axis.min + share * (axis.max - axis.min));
}
