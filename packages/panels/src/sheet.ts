import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';
import { CELL_GAP, CELL_HEIGHT } from './cellSize.ts';
import { drawPanel } from './drawPanel.ts';
import type { PanelDrawing } from './kinds/drawnKind.ts';
import { drawnKindOf } from './kinds/index.ts';
import type { DrawnSeries } from './panelSeries.ts';
import type { Shape } from './shapes/shape.ts';
import { escapeXml, shapesSvg } from './shapes/shapesSvg.ts';
import { fitText, textWidth } from './shapes/textWidth.ts';
import { wrapText } from './shapes/wrapText.ts';
import type { ChartTokens } from './tokens.ts';

/** A panel in its place: its drawing, or what stands there instead. */
export interface SheetCell {
  readonly place: GridPosition;
  readonly title: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'panel'; readonly drawing: Omit<PanelDrawing, 'width' | 'height' | 'tokens'> };
}

/** A whole dashboard on paper. */
export interface Sheet {
  readonly title: string;
  /** Below the title, a line each: cluster and time range, then what the variables are set to. */
  readonly facts: readonly string[];
  readonly sections: readonly { readonly heading: string | null; readonly cells: readonly SheetCell[] }[];
  readonly tokens: ChartTokens;
}

/** A stretch of the sheet that no panel crosses; `svg` are elements, `height` is in CSS pixels. */
export interface SheetBlock {
  readonly height: number;
  readonly svg: string;
}

/** CSS pixels; the width is that of a sheet, whatever the screen's. */
export const SHEET_WIDTH = 1280;
const MARGIN = 16;
const PADDING = 12;
const TITLE = 28;
const LINE = 18;
const TEXT = 12;
const LEGEND_LINES = 3;

/** The sheet from top to bottom: its head, then headings and panels. */
export async function sheetBlocks(sheet: Sheet): Promise<readonly SheetBlock[]> {
  const { sections, tokens } = sheet;
  const blocks = [headBlock(sheet)];
  for (const { heading, cells } of sections) {
    let above: SheetBlock | undefined = heading === null ? undefined : headingBlock(heading, tokens);
    for (const band of bandsOf(cells)) {
      const block: SheetBlock = await bandBlock(band, tokens);
      // A heading alone at the foot of a page says nothing.
      blocks.push(above === undefined ? block : stacked([above, block]));
      above = undefined;
    }
    if (above !== undefined) blocks.push(above);
  }
  return blocks;
}

/** The blocks as one picture. */
export function sheetSvg(
  blocks: readonly SheetBlock[],
  { title, tokens }: Pick<Sheet, 'title' | 'tokens'>,
): string {
  const { height, svg } = stacked(blocks);
  const size = `width="${SHEET_WIDTH}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${SHEET_WIDTH} ${height}" font-family="${escapeXml(tokens.font)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect ${size} fill="${escapeXml(tokens.surface)}"/>`,
    svg,
    '</svg>',
  ].join('\n');
}

function stacked(blocks: readonly SheetBlock[]): SheetBlock {
  let height = 0;
  const parts: string[] = [];
  for (const block of blocks) {
    parts.push(moved(0, height, block.svg));
    height += block.height;
  }
  return { height, svg: parts.join('\n') };
}

const moved = (x: number, y: number, svg: string) => `<g transform="translate(${x} ${y})">${svg}</g>`;

function headBlock({ title, facts, tokens }: Sheet): SheetBlock {
  const width = SHEET_WIDTH - 2 * MARGIN;
  const lines = facts.flatMap((fact) => wrapText(fact, width, TEXT, 4));
  const shapes = [
    label(fitText(title, width, 18), MARGIN, MARGIN + 10, tokens.ink, 18, true),
    ...lines.map((line, index) => label(line, MARGIN, MARGIN + 36 + index * LINE, tokens.muted)),
  ];
  return { height: MARGIN + 36 + lines.length * LINE, svg: shapesSvg(shapes) };
}

function headingBlock(heading: string, tokens: ChartTokens): SheetBlock {
  const text = fitText(heading, SHEET_WIDTH - 2 * MARGIN, 15);
  return { height: 36, svg: shapesSvg([label(text, MARGIN, 22, tokens.ink, 15, true)]) };
}

/** Cells that stand side by side, even if only in part, belong together; the bands follow from top to bottom. */
function bandsOf(cells: readonly SheetCell[]): readonly (readonly SheetCell[])[] {
  const bands: SheetCell[][] = [];
  let bottom = 0;
  for (const cell of cells.toSorted((a, b) => a.place.y - b.place.y)) {
    const band = cell.place.y < bottom ? bands.at(-1) : undefined;
    if (band === undefined) bands.push([cell]);
    else band.push(cell);
    bottom = Math.max(bottom, cell.place.y + cell.place.h);
  }
  return bands;
}

async function bandBlock(cells: readonly SheetCell[], tokens: ChartTokens): Promise<SheetBlock> {
  const top = Math.min(...cells.map(({ place }) => place.y));
  const rows = Math.max(...cells.map(({ place }) => place.y + place.h)) - top;
  const column = (SHEET_WIDTH - 2 * MARGIN + CELL_GAP) / GRID_COLUMNS;
  const drawn = cells.map(async (cell) => {
    const { x, y, w, h } = cell.place;
    const size = { width: w * column - CELL_GAP, height: h * (CELL_HEIGHT + CELL_GAP) - CELL_GAP };
    return moved(
      MARGIN + x * column,
      (y - top) * (CELL_HEIGHT + CELL_GAP) + CELL_GAP / 2,
      await cellSvg(cell, size, tokens),
    );
  });
  return { height: rows * (CELL_HEIGHT + CELL_GAP), svg: (await Promise.all(drawn)).join('\n') };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function cellSvg({ title, content }: SheetCell, size: Size, tokens: ChartTokens): Promise<string> {
  const { width, height } = size;
  const inner = width - 2 * PADDING;
  const frame = shapesSvg([
    { kind: 'rect', x: 0, y: 0, width, height, fill: tokens.line, radius: 8 },
    { kind: 'rect', x: 1, y: 1, width: width - 2, height: height - 2, fill: tokens.surface, radius: 7 },
    label(fitText(title, inner, 13), PADDING, PADDING + 8, tokens.ink, 13, true),
  ]);
  const top = title === '' ? PADDING : PADDING + TITLE;
  const room = { width: inner, height: Math.max(1, height - top - PADDING) };
  const inside =
    content.kind === 'text'
      ? textSvg(content.text, room, tokens)
      : await drawingSvg({ ...content.drawing, tokens }, room);
  return `${frame}\n${moved(PADDING, top, inside)}`;
}

function textSvg(text: string, { width, height }: Size, tokens: ChartTokens): string {
  const lines = wrapText(text, width, TEXT, Math.max(1, Math.floor(height / LINE)));
  return shapesSvg(lines.map((line, index) => label(line, 0, index * LINE + LINE / 2, tokens.ink)));
}

/** What is larger than its place, as a long table is, is drawn smaller. */
async function drawingSvg(drawing: Omit<PanelDrawing, 'width' | 'height'>, room: Size): Promise<string> {
  const { shapes, lines } = drawnKindOf(drawing.panel).hasLegend
    ? legend(drawing.series, room.width, drawing.tokens, drawing.texts.more)
    : { shapes: [], lines: 0 };
  const height = Math.max(1, room.height - lines * LINE);
  const picture = drawPanel({ ...drawing, width: room.width, height });
  const scale = Math.min(1, room.width / picture.width, height / picture.height);
  return [
    `<g transform="scale(${scale})">${await picture.svg()}</g>`,
    moved(0, height, shapesSvg(shapes)),
  ].join('\n');
}

/** The names beside their colours, one after the other. */
function legend(
  series: readonly DrawnSeries[],
  width: number,
  tokens: ChartTokens,
  more: (count: number) => string,
): { readonly shapes: readonly Shape[]; readonly lines: number } {
  const shapes: Shape[] = [];
  const moreWidth = 90;
  let x = 0;
  let line = 0;
  for (const [index, { name, colour }] of series.entries()) {
    const text = fitText(name, width - 18 - moreWidth, TEXT);
    const wide = 18 + textWidth(text, TEXT) + 12;
    const room = line === LEGEND_LINES - 1 && index < series.length - 1 ? width - moreWidth : width;
    if (x > 0 && x + wide > room) {
      if (line === LEGEND_LINES - 1) {
        shapes.push(label(more(series.length - index), x, line * LINE + LINE / 2, tokens.muted));
        break;
      }
      x = 0;
      line += 1;
    }
    shapes.push({ kind: 'rect', x, y: line * LINE + LINE / 2 - 1.5, width: 12, height: 3, fill: colour });
    shapes.push(label(text, x + 18, line * LINE + LINE / 2, tokens.ink));
    x += wide;
  }
  return { shapes, lines: series.length === 0 ? 0 : line + 1 };
}

function label(text: string, x: number, y: number, fill: string, size = TEXT, bold = false): Shape {
  return { kind: 'text', x, y, parts: [{ text, size, fill }], bold };
}
