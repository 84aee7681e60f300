import type { Interval } from '../../interval.ts';
import { textWidth } from '../../shapes/textWidth.ts';
import type { TimePlot } from '../../timeAxisShapes.ts';
import type { HeatRow } from './heatRows.ts';

export interface HeatCell {
  readonly row: HeatRow;
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
}

export interface HeatmapLayout {
  readonly rows: readonly HeatRow[];
  readonly window: Interval;
  readonly width: number;
  readonly height: number;
  readonly plot: TimePlot;
  readonly top: number;
  readonly rowHeight: number;
  readonly nameWidth: number;
  /** Every how many rows there is room for a name. */
  readonly nameEvery: number;
}

/** Above the first row, whose name may be higher than it is. */
const TOP = 6;
const AXIS = 22;
const SCALE = 24;
const RIGHT = 14;
const ROW = { min: 5, max: 28 };
const NAME_SHARE = 0.3;
const NAME_LINE = 14;
const NAME = 11;
const NAME_GAP = 8;

/** Rows below each other, the time from left to right, below them the axis and the scale. */
export function layoutHeatmap(
  rows: readonly HeatRow[],
  window: Interval,
  box: { readonly width: number; readonly height: number },
): HeatmapLayout {
  const longest = rows.reduce((width, { name }) => Math.max(width, textWidth(name, NAME)), 0);
  const nameWidth = Math.min(box.width * NAME_SHARE, longest);
  const room = (box.height - TOP - AXIS - SCALE) / Math.max(1, rows.length);
  const rowHeight = Math.floor(Math.max(ROW.min, Math.min(ROW.max, room)));
  const left = Math.ceil(nameWidth + NAME_GAP);
  const plot = { left, right: Math.max(left + 1, box.width - RIGHT), bottom: TOP + rows.length * rowHeight };
  return {
    ...{ rows, window, plot, rowHeight, nameWidth, top: TOP },
    width: box.width,
    height: plot.bottom + AXIS + SCALE,
    nameEvery: Math.ceil(NAME_LINE / rowHeight),
  };
}

/** Pixels from the left at which `time` (Unix seconds) lies, kept within the plot. */
export function heatX({ plot, window }: HeatmapLayout, time: number): number {
  const share = (time - window.from) / (window.to - window.from);
  return Math.round(plot.left + Math.min(1, Math.max(0, share)) * (plot.right - plot.left));
}

/** The cell at a point (pixels from the layout's upper left corner), if there is one; its times are in Unix seconds. */
export function cellAt(layout: HeatmapLayout, x: number, y: number): HeatCell | undefined {
  const { plot, window, rows, rowHeight, top } = layout;
  const row = rows[Math.floor((y - top) / rowHeight)];
  if (row === undefined || x < plot.left || x > plot.right) return undefined;
  const time = window.from + ((x - plot.left) / (plot.right - plot.left)) * (window.to - window.from);
  const step = row.step > 0 ? row.step : window.to - window.from;
  const index = Math.ceil((time - row.start) / step);
  const value = row.values[index];
  if (value === undefined) return undefined;
  const to = row.start + index * step;
  return { row, from: to - step, to, value };
}
