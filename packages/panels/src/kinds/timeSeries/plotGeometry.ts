import type { Interval } from '../../interval.ts';
import { textWidth } from '../../shapes/textWidth.ts';
import { ticksOf, type ValueAxis } from './valueAxis.ts';

/** Pixels between the chart's edges and the plot, where the lines are. */
export interface PlotInsets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels of the value axis' labels. */
export const LABEL_SIZE = 11;
/** What the library leaves between a label and the plot, and a pixel before the label. */
const LABEL_GAP = 9;
/** Wide enough for "2,000 MHz" and its like, so that the charts of a column begin at the same place. */
const MIN_LEFT = 72;

/** Room for the widest label of the value axis on the left, and for the time axis below. */
export function plotInsets(axis: ValueAxis): PlotInsets {
  const widest = Math.max(...ticksOf(axis).map((tick) => textWidth(axis.label(tick), LABEL_SIZE)));
  const left = Math.max(MIN_LEFT, Math.ceil(widest + LABEL_GAP));
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
