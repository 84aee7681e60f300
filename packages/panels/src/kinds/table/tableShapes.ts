import type { Resolved, TablePanel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { valueColour } from '../../panelReading.ts';
import type { Layout } from '../../shapes/layout.ts';
import { lineShape, type Shape } from '../../shapes/shape.ts';
import { fitText, textWidth } from '../../shapes/textWidth.ts';
import type { PanelTexts } from '../../texts.en.ts';
import type { ChartTokens } from '../../tokens.ts';
import { cellText, type PanelTableColumn, type PanelTableRow } from './panelTable.ts';

interface TableDrawing {
  readonly panel: Resolved<TablePanel>;
  readonly columns: readonly PanelTableColumn[];
  /** In the order to draw them. */
  readonly rows: readonly PanelTableRow[];
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

const ROW = 24;
const TEXT = 12;
const GAP = 20;
/** Room for a value's colour. */
const SWATCH = 12;
const MAX_WIDTH = 280;
const MIN_TABLE_WIDTH = 320;
/** Of a longer table a picture shows the beginning, and says how many more rows there are. */
const MAX_ROWS = 100;
/** Of a wider one, as wide as a picture may be. */
const MAX_COLUMNS = 50;

/** The table as a drawing, for pictures of it. */
export function tableShapes({ panel, columns: all, rows, tokens, texts, locale }: TableDrawing): Layout {
  const columns = all.slice(0, MAX_COLUMNS);
  const shown = rows.slice(0, MAX_ROWS);
  const textOf = (row: PanelTableRow, column: PanelTableColumn) => cellText(panel, row, column, locale);
  const widths = columns.map((column) => {
    const widest = [column.name, ...shown.map((row) => textOf(row, column))].map((one) =>
      textWidth(one, TEXT),
    );
    return Math.min(MAX_WIDTH, Math.max(...widest) + SWATCH);
  });
  let total = -GAP;
  const lefts = widths.map((width) => {
    const left = total + GAP;
    total = left + width;
    return left;
  });
  const width = Math.max(MIN_TABLE_WIDTH, Math.ceil(total));
  const cell = (text: string, index: number, row: number, fill: string): Shape => {
    const left = lefts[index] ?? 0;
    const own = widths[index] ?? 0;
    const isNumber = columns[index]?.of === 'query';
    return {
      kind: 'text',
      x: isNumber ? left + own : left,
      y: row * ROW + ROW / 2,
      anchor: isNumber ? 'end' : 'start',
      parts: [{ text: fitText(text, own, TEXT), size: TEXT, fill }],
    };
  };
  const shapes: Shape[] = columns.map(({ name }, index) => cell(name, index, 0, tokens.muted));
  shown.forEach((row, at) => {
    const y = (at + 1) * ROW;
    shapes.push(lineShape([0, y], [width, y], tokens.line));
    columns.forEach((column, index) => {
      const value = column.of === 'query' ? (row.values.get(column.id) ?? null) : null;
      const swatch = valueColour(panel, value, tokens);
      const shape = cell(textOf(row, column), index, at + 1, tokens.ink);
      shapes.push(shape);
      if (swatch === null || shape.kind !== 'text') return;
      const x = shape.x - textWidth(textOf(row, column), TEXT) - 12;
      shapes.push({ kind: 'rect', x, y: y + ROW / 2 - 4, width: 8, height: 8, fill: swatch, radius: 2 });
    });
  });
  const more = [
    ...(rows.length > shown.length ? [texts.more(rows.length - shown.length)] : []),
    ...(all.length > columns.length ? [texts.moreColumns(all.length - columns.length)] : []),
  ];
  if (more.length > 0) {
    const parts = [{ text: more.join(' · '), size: TEXT, fill: tokens.muted }];
    shapes.push({ kind: 'text', x: 0, y: (shown.length + 1) * ROW + ROW / 2, parts });
  }
  return { shapes, width, height: (shown.length + 1 + Number(more.length > 0)) * ROW };
}
