import type { Interval } from '../state/range.ts';
import type { StateRow, StateSpan } from './stateSpans.ts';

const LANE = 22;
const LANE_GAP = 2;
const ROW_GAP = 8;
const NAME_WIDTH = 96;
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
  readonly names: readonly { readonly text: string; readonly y: number }[];
  readonly spans: readonly PlacedSpan[];
}

/** Rows below each other, each as high as its lanes; the time from left to right. */
export function layoutTimeline(rows: readonly StateRow[], window: Interval, width: number): TimelineLayout {
  const left = NAME_WIDTH;
  const right = Math.max(left + 1, width - RIGHT);
  const xOf = (time: number) => {
    const share = (time - window.from) / (window.to - window.from);
    return left + Math.min(1, Math.max(0, share)) * (right - left);
  };
  const names: { text: string; y: number }[] = [];
  const spans: PlacedSpan[] = [];
  let y = ROW_GAP;
  for (const { name, lanes } of rows) {
    names.push({ text: name, y: y + LANE / 2 });
    for (const lane of lanes) {
      for (const span of lane) {
        const x = xOf(span.from);
        const end = xOf(span.to);
        if (end > x) spans.push({ span, row: name, x, y, width: Math.max(1.5, end - x - 1) });
      }
      y += LANE + LANE_GAP;
    }
    y += ROW_GAP - LANE_GAP;
  }
  return { width, height: y + AXIS, laneHeight: LANE, plot: { left, right, bottom: y }, names, spans };
}

/** The span at a point, if any. */
export function spanAt({ spans, laneHeight }: TimelineLayout, x: number, y: number): PlacedSpan | undefined {
  return spans.find((one) => x >= one.x && x <= one.x + one.width && y >= one.y && y < one.y + laneHeight);
}
