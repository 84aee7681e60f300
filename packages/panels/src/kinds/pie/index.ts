import type { PiePanel } from '@gpu-console/shared/dashboards';
import { formatValue, readingText } from '@gpu-console/shared/units';
import { textOn } from '../../colour.ts';
import { panelText, valueColour } from '../../panelReading.ts';
import type { Layout } from '../../shapes/layout.ts';
import type { Shape } from '../../shapes/shape.ts';
import { textWidth } from '../../shapes/textWidth.ts';
import { type PanelValueOf, statisticOf } from '../../values/panelValues.ts';
import type { ValuesDrawing } from '../../values/valuesDrawing.ts';
import { valuesKind } from '../../values/valuesKind.ts';
import { valueText } from '../../values/valueText.ts';
import { type LegendItem, legendShapes, type PiePlan, planPie } from './pieLegend.ts';

const MIN_SIZE = 96;
/** The hole's radius as a share of the donut's. */
const HOLE = 0.64;
const SEAM = 1.5;
const LABEL = 11;
const LABEL_ROOM = 8;
const MAX_FONT_SIZE = 36;

export const pie = valuesKind<PiePanel>(pieShapes);

/** What the slices are shares of. Values that are nothing or less are no part of it. */
interface Whole {
  readonly sum: number;
  readonly shareOf: (value: number | null) => number;
}

interface Slice {
  readonly share: number;
  readonly colour: string;
  readonly hint: string;
}

/** A slice per series, from the largest on, clockwise from the top, and a legend with values and shares. */
export function pieShapes(drawing: ValuesDrawing<PiePanel>): Layout {
  const { panel, values, others, width, tokens } = drawing;
  const whole = wholeOf([...values, ...others]);
  const sorted = values.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  const items = sorted.map((one) => itemOf(one, whole, drawing));
  const slices = sorted.flatMap(({ value }, index): Slice[] => {
    const { colour = null, hint = '' } = items[index] ?? {};
    return colour === null ? [] : [{ share: whole.shareOf(value), colour, hint }];
  });
  const left = others.reduce((sum, { value }) => sum + whole.shareOf(value), 0);
  if (left > 0)
    slices.push({
      share: left,
      colour: tokens.lineStrong,
      hint: `+${others.length} (${percent(left, drawing)})`,
    });
  const plan = planPie(items, panel.legendPlacement, drawing, MIN_SIZE);
  return {
    shapes: [...discShapes(slices, whole, plan, drawing), ...legendShapes(items, plan, drawing)],
    width: Math.max(width, plan.disc.size),
    height: plan.height,
  };
}

/** Every value is compared with the largest first: a sum of the largest numbers there are would have no end. */
function wholeOf(values: readonly PanelValueOf[]): Whole {
  const parts = values.flatMap(({ value }) => (value !== null && value > 0 ? [value] : []));
  const largest = parts.reduce((a, b) => Math.max(a, b), 0);
  const sum = parts.reduce((total, value) => total + value / largest, 0);
  return {
    sum: largest * sum,
    shareOf: (value) => (value !== null && value > 0 ? value / largest / sum : 0),
  };
}

function itemOf(one: PanelValueOf, whole: Whole, drawing: ValuesDrawing<PiePanel>): LegendItem {
  const { panel, tokens, locale } = drawing;
  const { series, value } = one;
  const statistic = statisticOf(panel);
  const text = panelText(panel, value, locale, statistic);
  const hasSlice = whole.shareOf(value) > 0;
  const share = hasSlice ? percent(whole.shareOf(value), drawing) : '–';
  const own = statistic === 'count' ? null : valueColour(panel, value, tokens);
  return {
    ...{ name: series.name, value: text, share },
    colour: hasSlice ? (own ?? series.colour) : null,
    hint: hasSlice ? `${series.name}: ${text} (${share})` : `${series.name}: ${text}`,
  };
}

function discShapes(
  slices: readonly Slice[],
  whole: Whole,
  { disc }: PiePlan,
  drawing: ValuesDrawing<PiePanel>,
): readonly Shape[] {
  const { panel, tokens, locale } = drawing;
  const radius = disc.size / 2 - 1;
  const ring = {
    ...{ x: disc.x + disc.size / 2, y: disc.y + disc.size / 2, radius },
    inner: panel.shape === 'donut' ? radius * HOLE : 0,
  };
  const unit = statisticOf(panel) === 'count' ? 'count' : panel.unit;
  const isEmpty = slices.length === 0;
  const total = valueText(
    formatValue(Number.isFinite(whole.sum) ? whole.sum : null, unit, locale, panel.decimals),
    {
      ...{ x: ring.x, y: ring.y, anchor: 'middle' },
      width: radius * HOLE * 1.5,
      size: Math.min(MAX_FONT_SIZE, radius * HOLE * 0.5),
    },
    tokens.ink,
    tokens.muted,
  );
  let from = 0;
  const parts = slices.map((slice) => {
    const start = from;
    from += slice.share;
    return { ...slice, from: start, to: from };
  });
  return [
    ...(isEmpty ? [{ kind: 'path', d: sector(ring, 0, 1), fill: tokens.sunken } as const] : []),
    ...parts.map(({ from: start, to, colour, hint, share }): Shape => {
      const isWide = share < 1 && share * 2 * Math.PI * radius > 2 * SEAM;
      const seam = isWide ? { stroke: tokens.surface, strokeWidth: SEAM } : {};
      return { kind: 'path', d: sector(ring, start, to), fill: colour, hint, ...seam };
    }),
    ...parts.flatMap((part) => label(ring, part, drawing)),
    ...(isEmpty || panel.shape === 'donut' ? [total] : []),
  ];
}

interface Ring {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Of the hole; 0 without one. */
  readonly inner: number;
}

/** From one share of the way round to another, in two arcs: one alone can't be a whole circle. */
function sector({ x, y, radius, inner }: Ring, from: number, to: number): string {
  const at = (share: number, distance: number) =>
    pointAt({ x, y }, share, distance)
      .map((one) => one.toFixed(2))
      .join(' ');
  const middle = (from + to) / 2;
  const arcs = (distance: number, turn: 0 | 1, ...shares: readonly number[]) =>
    shares
      .map((share) => `A${distance.toFixed(2)} ${distance.toFixed(2)} 0 0 ${turn} ${at(share, distance)}`)
      .join('');
  const back = inner > 0 ? `L${at(to, inner)}${arcs(inner, 0, middle, from)}` : `L${at(0, 0)}`;
  return `M${at(from, radius)}${arcs(radius, 1, middle, to)}${back}Z`;
}

function pointAt(
  { x, y }: Pick<Ring, 'x' | 'y'>,
  share: number,
  distance: number,
): readonly [number, number] {
  const angle = (share - 0.25) * 2 * Math.PI;
  return [x + distance * Math.cos(angle), y + distance * Math.sin(angle)];
}

/** The slice's share in whole percent, where it has the room. */
function label(
  ring: Ring,
  { share, from, to, colour }: Slice & { readonly from: number; readonly to: number },
  { locale }: ValuesDrawing<PiePanel>,
): readonly Shape[] {
  const text = readingText(formatValue(share, 'ratio', locale, 0));
  const distance = ring.inner > 0 ? (ring.inner + ring.radius) / 2 : ring.radius * 0.68;
  const across = 2 * distance * Math.sin(Math.PI * Math.min(0.5, share));
  const needed = textWidth(text, LABEL) + LABEL_ROOM;
  if (across < needed || ring.radius - ring.inner < needed) return [];
  const [x, y] = pointAt(ring, (from + to) / 2, distance);
  return [{ kind: 'text', x, y, anchor: 'middle', parts: [{ text, size: LABEL, fill: textOn(colour) }] }];
}

/** As the legend has it; what is there does not read as nothing, and what is not all not as all. */
function percent(share: number, { locale }: ValuesDrawing<PiePanel>): string {
  const text = (of: number) => readingText(formatValue(of, 'ratio', locale, 1));
  if (share < 0.0005) return `<${text(0.001)}`;
  return share >= 0.9995 && share < 1 ? `>${text(0.999)}` : text(share);
}
