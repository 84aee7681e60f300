import type { Json, JsonObject } from '../../../json.ts';
import { GRID_COLUMNS } from '../../../model.ts';
import { isObject } from '../../document.ts';
import { numberAt, objectAt, objectsAt, textAt } from './parts.ts';

/** A panel in its place, by the name of its element; the place is within its section. */
export interface Item {
  readonly element: string;
  readonly grid: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** Fields of the classic panel for what it is repeated by, and of the layout what has no classic field. */
  readonly more: JsonObject;
}

/** Panels that stand together: under a heading, or without one at the beginning. */
export interface Section {
  readonly heading: { readonly title: string; readonly collapsed: boolean; readonly more: JsonObject } | null;
  readonly items: readonly Item[];
}

/** Layouts within layouts go no deeper in what Grafana writes. */
const MAX_DEPTH = 10;
const CELL_PIXELS = 38;
const AUTO_COLUMNS = 3;
const AUTO_HEIGHT_PIXELS: Readonly<Record<string, number>> = { short: 168, standard: 320, tall: 512 };

/** A layout of any kind as sections, one below the other. A tab becomes a section, folded unless it is the first. */
export function sectionsOf(layout: JsonObject, depth = 0): readonly Section[] {
  if (depth > MAX_DEPTH) return [];
  const spec = objectAt(layout, 'spec');
  switch (textAt(layout, 'kind')) {
    case 'RowsLayout':
      return objectsAt(spec, 'rows').flatMap((row) => rowSections(objectAt(row, 'spec'), depth));
    case 'TabsLayout':
      return objectsAt(spec, 'tabs').flatMap((tab, index) =>
        tabSections(objectAt(tab, 'spec'), index > 0, depth),
      );
    case 'AutoGridLayout':
    case 'ResponsiveGridLayout':
      return [{ heading: null, items: autoItems(spec) }];
    default:
      return gridSections(spec);
  }
}

/** Whether any part of the layout is made of tabs. */
export function hasTabs(layout: Json | undefined, depth = 0): boolean {
  if (!isObject(layout) || depth > MAX_DEPTH) return false;
  if (textAt(layout, 'kind') === 'TabsLayout') return true;
  const inner = objectsAt(objectAt(layout, 'spec'), 'rows').map((row) =>
    objectAt(objectAt(row, 'spec'), 'layout'),
  );
  return inner.some((one) => hasTabs(one, depth + 1));
}

function rowSections(spec: JsonObject, depth: number): readonly Section[] {
  const { title: _t, collapse, hideHeader, fillScreen: _f, layout: _l, repeat: _r, ...rest } = spec;
  const inner = sectionsOf(objectAt(spec, 'layout'), depth + 1);
  if (hideHeader === true) return inner;
  const title = textAt(spec, 'title') ?? '';
  return headed(inner, { title, collapsed: collapse === true, more: { ...rest, ...repeatOf(spec) } });
}

function tabSections(spec: JsonObject, collapsed: boolean, depth: number): readonly Section[] {
  const { title: _t, layout: _l, repeat: _r, ...rest } = spec;
  const inner = sectionsOf(objectAt(spec, 'layout'), depth + 1);
  return headed(inner, {
    title: textAt(spec, 'title') ?? '',
    collapsed,
    more: { ...rest, ...repeatOf(spec) },
  });
}

/** The heading before what has none; those within say whose they are. */
function headed(inner: readonly Section[], heading: NonNullable<Section['heading']>): readonly Section[] {
  const [first, ...others] = inner;
  const own: Section = { heading, items: first?.heading === null ? first.items : [] };
  const within = first?.heading === null ? others : inner;
  const under = within.map(
    (section): Section => ({
      ...section,
      heading: section.heading && {
        ...section.heading,
        title: [heading.title, section.heading.title].filter((text) => text !== '').join(' / '),
        collapsed: heading.collapsed || section.heading.collapsed,
      },
    }),
  );
  return own.items.length === 0 && under.length > 0 ? under : [own, ...under];
}

/** In v2alpha1 rows stand among the items of a grid. */
function gridSections(spec: JsonObject): readonly Section[] {
  const items = objectsAt(spec, 'items');
  const free = items.filter((item) => textAt(item, 'kind') !== 'GridLayoutRow');
  const rows = items
    .filter((item) => textAt(item, 'kind') === 'GridLayoutRow')
    .map((row) => objectAt(row, 'spec'));
  return [
    { heading: null, items: free.map((item) => gridItem(objectAt(item, 'spec'))) },
    ...rows.map((row): Section => {
      const own = objectsAt(row, 'elements').map((item) => gridItem(objectAt(item, 'spec')));
      const top = Math.min(...own.map(({ grid }) => grid.y));
      return {
        heading: {
          title: textAt(row, 'title') ?? '',
          collapsed: row['collapsed'] === true,
          more: repeatOf(row),
        },
        items: own.map((item) => ({ ...item, grid: { ...item.grid, y: item.grid.y - top } })),
      };
    }),
  ];
}

function gridItem(spec: JsonObject): Item {
  const { x: _x, y: _y, width: _w, height: _h, element: _e, repeat: _r, ...rest } = spec;
  const grid = {
    x: numberAt(spec, 'x') ?? 0,
    y: numberAt(spec, 'y') ?? 0,
    w: numberAt(spec, 'width') ?? GRID_COLUMNS / 2,
    h: numberAt(spec, 'height') ?? 8,
  };
  return { element: elementOf(spec), grid, more: { ...rest, ...repeatOf(spec) } };
}

/** Panels of one size, as many in a line as the layout allows. */
function autoItems(spec: JsonObject): readonly Item[] {
  const columns = Math.min(
    GRID_COLUMNS,
    Math.max(1, Math.round(numberAt(spec, 'maxColumnCount') ?? AUTO_COLUMNS)),
  );
  const w = Math.floor(GRID_COLUMNS / columns);
  const pixels =
    numberAt(spec, 'rowHeight') ?? AUTO_HEIGHT_PIXELS[textAt(spec, 'rowHeightMode') ?? 'standard'] ?? 320;
  const h = Math.max(2, Math.ceil(pixels / CELL_PIXELS));
  return objectsAt(spec, 'items').map((item, index) => {
    const own = objectAt(item, 'spec');
    const { element: _e, repeat: _r, ...rest } = own;
    const grid = { x: (index % columns) * w, y: Math.floor(index / columns) * h, w, h };
    return { element: elementOf(own), grid, more: { ...rest, ...repeatOf(own) } };
  });
}

const elementOf = (spec: JsonObject) => textAt(objectAt(spec, 'element'), 'name') ?? '';

function repeatOf(spec: JsonObject): JsonObject {
  const repeat = objectAt(spec, 'repeat');
  const variable = textAt(repeat, 'value');
  if (variable === undefined) return {};
  const direction = textAt(repeat, 'direction');
  const maxPerRow = numberAt(repeat, 'maxPerRow');
  return {
    repeat: variable,
    ...(direction === undefined ? {} : { repeatDirection: direction }),
    ...(maxPerRow === undefined ? {} : { maxPerRow }),
  };
}
