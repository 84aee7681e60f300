import type { Interval } from '../../interval.ts';
import { textWidth } from '../../shapes/textWidth.ts';
import type { StateRow, StateSpan } from './stateSpans.ts';

const LANE = 22;
const LANE_GAP = 2;
const ROW_GAP = 8;
/** Room for names on the left, as much as the longest takes; where that is too much, they stand above their bars. */
const MIN_NAME_WIDTH = 64;
const NAME_SHARE = 0.3;
const NAME = 12;
const NAME_GAP = 8;
const NAME_LINE = 18;
const AXIS = 22;
const RIGHT = 14;

/** A span as a rectangle, in CSS pixels. */
export interface PlacedSpan {
  readonly span: StateSpan;
  readonly row: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly laneHeight: number;
  readonly plot: { readonly left: number; readonly right: number; readonly bottom: number };
  /** `y` is the middle of the text. */
  readonly names: readonly { readonly text: string; readonly y: number }[];
  readonly nameWidth: number;
  /** Where bars may stand: what is left of a lane is time in which nothing was the case. */
  readonly lanes: readonly { readonly y: number }[];
  readonly spans: readonly PlacedSpan[];
}

/** Rows below each other, each as high as its lanes; the time from left to right. */
export function layoutTimeline(rows: readonly StateRow[], window: Interval, width: number): TimelineLayout {
  const longest = rows.reduce((most, { name }) => Math.max(most, textWidth(name, NAME)), 0);
  const wanted = Math.max(MIN_NAME_WIDTH, Math.ceil(longest) + NAME_GAP);
  const isAbove = wanted > Math.max(MIN_NAME_WIDTH, width * NAME_SHARE);
  const left = isAbove ? RIGHT : wanted;
  const right = Math.max(left + 1, width - RIGHT);
  const xOf = (time: number) => {
    const share = (time - window.from) / (window.to - window.from);
    return left + Math.min(1, Math.max(0, share)) * (right - left);
  };
  const names: { text: string; y: number }[] = [];
  const tracks: { y: number }[] = [];
  const spans: PlacedSpan[] = [];
  let y = ROW_GAP;
  for (const { name, lanes } of rows) {
    names.push({ text: name, y: y + (isAbove ? NAME_LINE : LANE) / 2 });
    if (isAbove) y += NAME_LINE;
    for (const lane of lanes.length > 0 ? lanes : [[]]) {
      tracks.push({ y });
      for (const span of lane) {
        const x = xOf(span.from);
        const end = xOf(span.to);
        if (end > x) spans.push({ span, row: name, x, y, width: Math.max(1.5, end - x - 1) });
      }
      y += LANE + LANE_GAP;
    }
    y += ROW_GAP - LANE_GAP;
  }
  const plot = { left, right, bottom: y };
  const nameWidth = isAbove ? width : left - NAME_GAP;
  return { width, height: y + AXIS, laneHeight: LANE, plot, names, nameWidth, lanes: tracks, spans };
}

/** The span at a point (pixels from the layout's upper left corner), if any. */
export function spanAt({ spans, laneHeight }: TimelineLayout, x: number, y: number): PlacedSpan | undefined {
  return spans.find((one) => x >= one.x && x <= one.x + one.width && y >= one.y && y < one.y + laneHeight);
}
