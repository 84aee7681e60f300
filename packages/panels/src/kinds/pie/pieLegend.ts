import type { PiePanel } from '@gpu-console/shared/dashboards';
import type { Shape } from '../../shapes/shape.ts';
import { fitText, textWidth } from '../../shapes/textWidth.ts';
import type { ValuesDrawing } from '../../values/valuesDrawing.ts';

const TEXT = 12;
const ROW = 20;
const SWATCH = { size: 10, room: 18 };
const GAP = 12;
const COLUMN_GAP = 28;
/** Pixels of a name: where there are fewer, the legend stands elsewhere; where it needs more, it is cut. */
const NAME = { min: 120, max: 220 };
/** Of the width, at most, that columns beside the disc take. */
const BESIDE = 0.6;

/** What the legend says of a series. */
export interface LegendItem {
  readonly name: string;
  readonly value: string;
  readonly share: string;
  /** Of its slice; null without one. */
  readonly colour: string | null;
  readonly hint: string;
}

/** Where legend and disc stand, in CSS pixels. */
export interface PiePlan {
  /** The square of the disc. */
  readonly disc: { readonly x: number; readonly y: number; readonly size: number };
  readonly legend: {
    readonly x: number;
    readonly y: number;
    readonly columns: number;
    readonly column: number;
  };
  readonly height: number;
}

type Box = Pick<ValuesDrawing<PiePanel>, 'width' | 'height'>;

/** Beside the disc or below it: as the panel says, else where the disc is larger. */
export function planPie(
  items: readonly LegendItem[],
  placement: PiePanel['legendPlacement'],
  { width, height }: Box,
  minSize: number,
): PiePlan {
  const fixed = SWATCH.room + numbersWidth(items);
  const longest = Math.ceil(Math.max(0, ...items.map(({ name }) => textWidth(name, TEXT))));
  const natural = fixed + Math.min(NAME.max, longest);
  const narrow = fixed + Math.min(NAME.min, longest);
  const inRow = (columns: number, column: number) => columns * (column + COLUMN_GAP) - COLUMN_GAP;
  const rowsOf = (columns: number) => Math.ceil(items.length / columns);

  const fitting = Math.floor((width * BESIDE) / (narrow + COLUMN_GAP));
  const beside = between(1, fitting, Math.ceil((items.length * ROW) / Math.max(ROW, height)));
  const sizeBeside = Math.min(height, width - COLUMN_GAP - inRow(beside, narrow));
  const below = between(1, items.length, Math.floor((width + COLUMN_GAP) / (natural + COLUMN_GAP)));
  const tall = rowsOf(below) * ROW;
  const sizeBelow = Math.min(width, height - GAP - tall);
  const isBeside =
    sizeBeside >= minSize && (placement === 'right' || (placement !== 'bottom' && sizeBeside >= sizeBelow));

  if (placement === 'hidden' || items.length === 0) {
    const size = Math.max(minSize, Math.min(width, height));
    const disc = { x: (width - size) / 2, y: (Math.max(height, size) - size) / 2, size };
    return { disc, legend: { x: 0, y: 0, columns: 0, column: 0 }, height: Math.max(height, size) };
  }
  if (isBeside) {
    const room = width - sizeBeside - COLUMN_GAP;
    const column = Math.min(natural, (room + COLUMN_GAP) / beside - COLUMN_GAP);
    const x = (width - sizeBeside - COLUMN_GAP - inRow(beside, column)) / 2;
    const rows = rowsOf(beside) * ROW;
    return {
      disc: { x, y: (height - sizeBeside) / 2, size: sizeBeside },
      legend: {
        x: x + sizeBeside + COLUMN_GAP,
        y: Math.max(0, (height - rows) / 2),
        columns: beside,
        column,
      },
      height: Math.max(height, rows),
    };
  }
  const size = Math.max(minSize, sizeBelow);
  const column = Math.min(natural, width);
  const y = Math.max(0, (height - size - GAP - tall) / 2);
  return {
    disc: { x: (width - size) / 2, y, size },
    legend: { x: (width - inRow(below, column)) / 2, y: y + size + GAP, columns: below, column },
    height: Math.max(height, size + GAP + tall),
  };
}

/** A line per series, down one column after the other. */
export function legendShapes(
  items: readonly LegendItem[],
  { legend: { x, y, columns, column } }: PiePlan,
  { tokens }: Pick<ValuesDrawing<PiePanel>, 'tokens'>,
): readonly Shape[] {
  if (columns === 0) return [];
  const rows = Math.ceil(items.length / columns);
  const shares = GAP + Math.max(0, ...items.map(({ share }) => textWidth(share, TEXT)));
  const nameWidth = column - SWATCH.room - numbersWidth(items);
  return items.flatMap(({ name, value, share, colour, hint }, index): Shape[] => {
    const left = x + Math.floor(index / rows) * (column + COLUMN_GAP);
    const top = y + (index % rows) * ROW;
    const text = (words: string, at: number, fill: string, anchor: 'start' | 'end'): Shape => {
      const parts = [{ text: words, size: TEXT, fill }];
      return { kind: 'text', x: at, y: top + ROW / 2, anchor, parts };
    };
    const ink = colour === null ? tokens.muted : tokens.ink;
    const swatch = { x: left, y: top + (ROW - SWATCH.size) / 2, width: SWATCH.size, height: SWATCH.size };
    return [
      { kind: 'rect', x: left, y: top, width: column, height: ROW, fill: tokens.surface, hint },
      { ...swatch, kind: 'rect', fill: colour ?? tokens.line, radius: 2 },
      text(fitText(name, nameWidth, TEXT), left + SWATCH.room, ink, 'start'),
      text(value, left + column - shares, ink, 'end'),
      text(share, left + column, tokens.muted, 'end'),
    ];
  });
}

/** Of the values and shares, with what stands before each. */
function numbersWidth(items: readonly LegendItem[]): number {
  const widest = (text: (item: LegendItem) => string) =>
    GAP + Math.ceil(Math.max(0, ...items.map((item) => textWidth(text(item), TEXT))));
  return widest(({ value }) => value) + widest(({ share }) => share);
}

const between = (min: number, max: number, value: number) => Math.max(min, Math.min(max, value));
