import type { Locale } from '@gpu-console/shared/units';
import type { Interval } from '../state/range.ts';
import type { ChartTokens } from './chartTokens.ts';
import { drawText } from './drawText.ts';
import type { PanelMark } from './panelMark.ts';
import type { TimelineLayout } from './timelineLayout.ts';
import { tickText } from './timeText.ts';

const TICK_PIXELS = 110;
/** Seconds between ticks that people read at a glance. */
const TICK_STEPS = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];
const TEXT_MARGIN = 6;
const LEAST_TEXT = 48;

interface Painting {
  readonly layout: TimelineLayout;
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  readonly colourOf: (state: string) => string;
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}

/** Draws the rows, their bars and the time axis; the context's scale is the caller's. */
export function paintTimeline(context: CanvasRenderingContext2D, painting: Painting): void {
  const { layout, tokens, colourOf } = painting;
  const { plot, names, nameWidth, lanes, spans, laneHeight } = layout;
  context.textBaseline = 'middle';
  context.fillStyle = tokens.sunken;
  for (const { y } of lanes) context.fillRect(plot.left, y, plot.right - plot.left, laneHeight);
  drawAxis(context, painting);
  for (const { text, y } of names)
    drawText(context, text, 0, y, nameWidth, `12px ${tokens.font}`, tokens.ink);
  for (const { span, x, y, width } of spans) {
    const colour = colourOf(span.state);
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(x, y, width, laneHeight, 3);
    context.fill();
    if (width < LEAST_TEXT) continue;
    const room = width - 2 * TEXT_MARGIN;
    drawText(
      context,
      span.state,
      x + TEXT_MARGIN,
      y + laneHeight / 2,
      room,
      `11px ${tokens.font}`,
      textOn(colour),
    );
  }
  drawMarks(context, painting);
}

/** Events, as dashed lines across the rows. */
function drawMarks(context: CanvasRenderingContext2D, { layout, window, marks, tokens }: Painting): void {
  const { left, right, bottom } = layout.plot;
  context.save();
  context.setLineDash([4, 4]);
  for (const { time, severity } of marks) {
    if (time < window.from || time > window.to) continue;
    const x = left + ((time - window.from) / (window.to - window.from)) * (right - left);
    context.strokeStyle = tokens[severity];
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, bottom);
    context.stroke();
  }
  context.restore();
}

function drawAxis(context: CanvasRenderingContext2D, { layout, window, tokens, locale }: Painting): void {
  const { left, right, bottom } = layout.plot;
  const seconds = window.to - window.from;
  const wanted = (seconds * TICK_PIXELS) / (right - left);
  const step = TICK_STEPS.find((one) => one >= wanted) ?? seconds;
  // Ticks stand at round times of the reader's day.
  const offset = new Date(window.from * 1000).getTimezoneOffset() * 60;
  context.strokeStyle = tokens.line;
  context.lineWidth = 1;
  context.textAlign = 'center';
  for (let time = Math.ceil((window.from - offset) / step) * step + offset; time <= window.to; time += step) {
    const x = Math.round(left + ((time - window.from) / seconds) * (right - left)) + 0.5;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, bottom);
    context.stroke();
    drawText(
      context,
      tickText(time, seconds, locale),
      x,
      bottom + 12,
      TICK_PIXELS,
      `11px ${tokens.font}`,
      tokens.muted,
    );
  }
  context.textAlign = 'left';
}

/** Black or white, whichever stands out more from `colour` (#rrggbb; WCAG's relative luminance). */
function textOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
