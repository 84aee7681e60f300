import { GRID_COLUMNS, type GridPosition, type JsonObject } from '../../model.ts';
import type { Fields } from '../fields.ts';
import type { Names } from '../words.ts';
import { gridOf } from './readPanel.ts';

/** A panel of the file, with its id and place in the dashboard. */
export interface PlacedPanel {
  readonly fields: Fields;
  readonly id: string;
  readonly row?: string;
  readonly grid?: GridPosition;
  /** A row of the layout before Grafana 5, which is no panel there. */
  readonly heading?: boolean;
}

const takeId = (fields: Fields, names: Names, index: number) => {
  const given = fields.any('id');
  return names.take(typeof given === 'number' ? String(given) : undefined, (n) => `panel-${index + n}`);
};

/** Panels since Grafana 5: each with its place; those under an open row follow it, those of a folded one are in it. */
export function panelsOfGrid(body: Fields, names: Names): readonly PlacedPanel[] {
  let row: string | undefined;
  let count = 0;
  const placed = (fields: Fields, within: string | undefined): PlacedPanel => {
    const grid = gridOf(fields);
    const id = takeId(fields, names, count);
    count += 1;
    return {
      fields,
      id,
      ...(within === undefined ? {} : { row: within }),
      ...(grid === undefined ? {} : { grid }),
    };
  };
  return body.parts('panels').flatMap((fields): readonly PlacedPanel[] => {
    if (fields.text('type') !== 'row') return [placed(fields, row)];
    const heading = placed(fields, undefined);
    row = fields.flag('collapsed') ? undefined : heading.id;
    return [heading, ...fields.parts('panels').map((child) => placed(child, heading.id))];
  });
}

const CELL = 38;
const DEFAULT_HEIGHT = 250;
const SPAN = 2;

/** Heights were in pixels: a cell of the grid is 30 of them, and 8 to the next. */
function cells(height: string | number | undefined): number | undefined {
  const pixels = typeof height === 'string' ? Number.parseFloat(height) : height;
  if (pixels === undefined || !Number.isFinite(pixels) || pixels <= 0) return undefined;
  return Math.min(1000, Math.max(2, Math.ceil(pixels / CELL)));
}

function heightOf(fields: Fields): number | undefined {
  return cells(fields.text('height') ?? fields.number('height'));
}

/** Panels before Grafana 5: rows of panels that share twelve columns; a row's own heading shows where one asked for it. */
export function panelsOfRows(body: Fields, names: Names): readonly PlacedPanel[] {
  const rows = body.parts('rows');
  const showsHeadings = rows.some(
    (row) => row.flag('collapse') || row.flag('showTitle') || row.word('repeat'),
  );
  let y = 0;
  let count = 0;
  return rows.flatMap((row, index): readonly PlacedPanel[] => {
    const heading = names.take(showsHeadings ? `row-${index + 1}` : undefined, (n) => `row-${index + n}`);
    const height = heightOf(row) ?? cells(DEFAULT_HEIGHT) ?? 1;
    const head: readonly PlacedPanel[] = showsHeadings
      ? [{ fields: row, id: heading, heading: true, grid: { x: 0, y, w: GRID_COLUMNS, h: 1 } }]
      : [];
    y += head.length;
    let x = 0;
    let deepest = 0;
    const members = row.parts('panels').map((fields): PlacedPanel => {
      const w = Math.min(GRID_COLUMNS, Math.max(1, Math.floor((fields.number('span') ?? 4) * SPAN)));
      const h = heightOf(fields) ?? height;
      if (x + w > GRID_COLUMNS) {
        x = 0;
        y += deepest;
        deepest = 0;
      }
      const grid = { x, y, w, h };
      x += w;
      deepest = Math.max(deepest, h);
      const id = takeId(fields, names, count);
      count += 1;
      return { fields, id, grid, ...(showsHeadings ? { row: heading } : {}) };
    });
    y += deepest;
    return [...head, ...members];
  });
}

/** The dashboard itself: the file, or what an export or the API wraps it in. */
export function bodyKey(document: JsonObject): 'dashboard' | 'spec' | undefined {
  const { dashboard, apiVersion } = document;
  if (typeof dashboard === 'object' && dashboard !== null) return 'dashboard';
  const isResource = typeof apiVersion === 'string' && /^dashboard\.grafana\.app\/v[01]/.test(apiVersion);
  return isResource ? 'spec' : undefined;
}
