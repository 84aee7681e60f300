import { type Locale, zoneOffset } from '@gpu-console/shared/units';
import type { Interval } from './interval.ts';
import type { PanelMark } from './panelMark.ts';
import { lineShape, type Shape } from './shapes/shape.ts';
import { fitText } from './shapes/textWidth.ts';
import { tickText } from './timeText.ts';
import type { ChartTokens } from './tokens.ts';

/** Where the time runs, in pixels: from `left` to `right`, down to `bottom`. */
export interface TimePlot {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

const TICK_PIXELS = 110;
/** Seconds between ticks that people read at a glance. */
const TICK_STEPS = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];
const TEXT = 11;

/** Lines at round times of the reader's day, with their texts below the plot. */
export function timeAxisShapes(
  { left, right, bottom }: TimePlot,
  window: Interval,
  tokens: ChartTokens,
  locale: Locale,
): readonly Shape[] {
  const seconds = window.to - window.from;
  const wanted = (seconds * TICK_PIXELS) / (right - left);
  const step = TICK_STEPS.find((one) => one >= wanted) ?? seconds;
  const offset = -zoneOffset(window.from);
  const shapes: Shape[] = [];
  for (let time = Math.ceil((window.from - offset) / step) * step + offset; time <= window.to; time += step) {
    const x = Math.round(left + ((time - window.from) / seconds) * (right - left)) + 0.5;
    const text = fitText(tickText(time, seconds, locale), TICK_PIXELS, TEXT);
    shapes.push(lineShape([x, 0], [x, bottom], tokens.line), {
      kind: 'text',
      x,
      y: bottom + 12,
      parts: [{ text, size: TEXT, fill: tokens.muted }],
      anchor: 'middle',
    });
  }
  return shapes;
}

/** Events, as dashed lines across the plot. */
export function markShapes(
  { left, right, bottom }: TimePlot,
  window: Interval,
  marks: readonly PanelMark[],
  tokens: ChartTokens,
): readonly Shape[] {
  return marks.flatMap(({ time, severity, colour }) => {
    if (time < window.from || time > window.to) return [];
    const x = left + ((time - window.from) / (window.to - window.from)) * (right - left);
    return [lineShape([x, 0], [x, bottom], colour ?? tokens[severity], true)];
  });
}
