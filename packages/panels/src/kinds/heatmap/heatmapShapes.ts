import type { HeatmapPanel, Resolved } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { mix } from '../../colour.ts';
import { panelText } from '../../panelReading.ts';
import type { Shape } from '../../shapes/shape.ts';
import { fitText, textWidth } from '../../shapes/textWidth.ts';
import type { PanelTexts } from '../../texts.en.ts';
import { timeAxisShapes } from '../../timeAxisShapes.ts';
import type { ChartTokens } from '../../tokens.ts';
import { shareOf } from '../../values/panelValues.ts';
import { type HeatmapLayout, heatX } from './heatmapLayout.ts';
import type { HeatRows } from './heatRows.ts';

interface HeatmapDrawing {
  readonly panel: Resolved<HeatmapPanel>;
  readonly heat: HeatRows;
  readonly layout: HeatmapLayout;
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

/** Shades that the eye can tell apart; neighbours of one shade become one rectangle. */
const SHADES = 48;
const HATCH = 6;
const TEXT = 11;

/** The values as shades, with the names of the rows, the time axis, and what the shades stand for. */
export function heatmapShapes(drawing: HeatmapDrawing): readonly Shape[] {
  const { panel, heat, layout, tokens, locale } = drawing;
  const { rows, top, rowHeight, nameEvery, nameWidth, plot, window } = layout;
  const ends = heatEnds(panel, heat);
  const { left, right, bottom } = plot;
  return [
    { kind: 'rect', x: left, y: top, width: right - left, height: bottom - top, fill: tokens.sunken },
    {
      kind: 'path',
      d: hatching(left, top, right - left, bottom - top),
      stroke: tokens.lineStrong,
      strokeWidth: 1,
    },
    ...timeAxisShapes(plot, window, tokens, locale),
    ...rows.flatMap((_, index) => cells(drawing, index, ends)),
    ...rows.flatMap(({ name }, index): Shape[] => {
      if (index % nameEvery !== 0) return [];
      const parts = [{ text: fitText(name, nameWidth, TEXT), size: TEXT, fill: tokens.ink }];
      return [{ kind: 'text', x: 0, y: top + (index + 0.5) * rowHeight, parts }];
    }),
    ...scale(drawing, ends),
  ];
}

/** What the first and the last shade stand for: the panel's own ends, else those of the values (of ratios nought and one). */
export function heatEnds(
  { unit, min, max }: Resolved<HeatmapPanel>,
  { rows, isCounted }: HeatRows,
): readonly [number, number] {
  const isRatio = unit === 'ratio' && !isCounted;
  let low = isCounted || isRatio ? 0 : Number.POSITIVE_INFINITY;
  let high = isRatio ? 1 : Number.NEGATIVE_INFINITY;
  for (const { values } of rows) {
    for (const value of values) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const from = (isCounted ? undefined : min) ?? (Number.isFinite(low) ? low : 0);
  const to = (isCounted ? undefined : max) ?? (Number.isFinite(high) ? high : 1);
  return [from, to > from ? to : from + 1];
}

function cells({ layout, tokens }: HeatmapDrawing, index: number, ends: readonly [number, number]): Shape[] {
  const row = layout.rows[index];
  if (row === undefined) return [];
  const { window, top, rowHeight } = layout;
  const step = row.step > 0 ? row.step : window.to - window.from;
  const gap = rowHeight > 10 ? 1 : 0;
  const shapes: Shape[] = [];
  let first = 0;
  const shadeAt = (at: number) => {
    const value = row.values[at] ?? null;
    return value === null ? null : Math.round(shareOf(value, ends) * SHADES);
  };
  for (let at = 1; at <= row.values.length; at += 1) {
    const shade = shadeAt(first);
    if (at < row.values.length && shadeAt(at) === shade) continue;
    const x = heatX(layout, row.start + (first - 1) * step);
    const end = heatX(layout, row.start + (at - 1) * step);
    first = at;
    if (shade === null || end <= x) continue;
    const fill = heatColour(shade / SHADES, tokens);
    shapes.push({
      kind: 'rect',
      x,
      y: top + index * rowHeight,
      width: end - x,
      height: rowHeight - gap,
      fill,
    });
  }
  return shapes;
}

/** The colour at `share` (0–1) of the heat scale. */
export function heatColour(share: number, { heat }: ChartTokens): string {
  const at = share * (heat.length - 1);
  const below = Math.min(Math.floor(at), heat.length - 2);
  return mix(heat[below] ?? '#000000', heat[below + 1] ?? '#000000', at - below);
}

const SWATCH = 14;
const SWATCHES = 10;

function scale(
  { panel, heat, layout, tokens, texts, locale }: HeatmapDrawing,
  ends: readonly [number, number],
) {
  const y = layout.height - 8;
  const text = (words: string, x: number): Shape => ({
    kind: 'text',
    x,
    y,
    parts: [{ text: words, size: TEXT, fill: tokens.muted }],
  });
  const [low, high] = ends.map((end) => panelText(panel, end, locale, heat.isCounted ? 'count' : undefined));
  const start = layout.plot.left + textWidth(low ?? '', TEXT) + 6;
  const afterScale = start + SWATCHES * SWATCH + 6;
  const hatch = afterScale + textWidth(high ?? '', TEXT) + 16;
  return [
    text(low ?? '', layout.plot.left),
    ...Array.from({ length: SWATCHES }, (_, index): Shape => {
      const fill = heatColour(index / (SWATCHES - 1), tokens);
      return { kind: 'rect', x: start + index * SWATCH, y: y - 5, width: SWATCH, height: 10, fill };
    }),
    text(high ?? '', afterScale),
    { kind: 'rect', x: hatch, y: y - 5, width: SWATCH, height: 10, fill: tokens.sunken },
    { kind: 'path', d: hatching(hatch, y - 5, SWATCH, 10), stroke: tokens.lineStrong, strokeWidth: 1 },
    text(texts.noData, hatch + SWATCH + 6),
  ] satisfies Shape[];
}

/** Diagonal lines within a rectangle. */
function hatching(x: number, y: number, width: number, height: number): string {
  let d = '';
  for (let offset = HATCH / 2; offset < width + height; offset += HATCH) {
    const fromX = Math.min(offset, width);
    const toX = Math.max(0, offset - height);
    d += `M${x + fromX} ${y + offset - fromX}L${x + toX} ${y + offset - toX}`;
  }
  return d;
}
