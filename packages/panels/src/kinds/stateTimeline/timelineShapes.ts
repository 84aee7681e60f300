import type { Locale } from '@gpu-console/shared/units';
import { textOn } from '../../colour.ts';
import type { Interval } from '../../interval.ts';
import type { PanelMark } from '../../panelMark.ts';
import type { Shape } from '../../shapes/shape.ts';
import { fitText } from '../../shapes/textWidth.ts';
import { markShapes, timeAxisShapes } from '../../timeAxisShapes.ts';
import type { ChartTokens } from '../../tokens.ts';
import type { TimelineLayout } from './timelineLayout.ts';

const TEXT_MARGIN = 6;
const MIN_TEXT = 48;

interface Drawing {
  readonly layout: TimelineLayout;
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  readonly colourOf: (state: string) => string;
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}

/** The rows, their bars and the time axis. */
export function timelineShapes({ layout, window, marks, colourOf, tokens, locale }: Drawing): Shape[] {
  const { plot, names, nameWidth, lanes, spans, laneHeight: height } = layout;
  const text = (words: string, size: number, x: number, y: number, width: number, fill: string): Shape => ({
    kind: 'text',
    x,
    y,
    parts: [{ text: fitText(words, width, size), size, fill }],
  });
  return [
    ...lanes.map(
      ({ y }): Shape => ({
        kind: 'rect',
        x: plot.left,
        y,
        width: plot.right - plot.left,
        height,
        fill: tokens.sunken,
      }),
    ),
    ...timeAxisShapes(plot, window, tokens, locale),
    ...names.map(({ text: name, y }) => text(name, 12, 0, y, nameWidth, tokens.ink)),
    ...spans.flatMap(({ span, x, y, width }): Shape[] => {
      const fill = colourOf(span.state);
      const bar: Shape = { kind: 'rect', x, y, width, height, fill, radius: 3 };
      if (width < MIN_TEXT) return [bar];
      const room = width - 2 * TEXT_MARGIN;
      return [bar, text(span.state, 11, x + TEXT_MARGIN, y + height / 2, room, textOn(fill))];
    }),
    ...markShapes(plot, window, marks, tokens),
  ];
}
