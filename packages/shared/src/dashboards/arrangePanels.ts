import { MAX_CELLS, MAX_COPIES } from './limits.ts';
import { type DashboardPanel, GRID_COLUMNS, type GridPosition, type RowPanel } from './model.ts';
import { defaultSize, type PanelSize } from './panelSize.ts';
import type { VariableValue, VariableValues } from './variables/index.ts';

type CellPanel = Exclude<DashboardPanel, RowPanel>;

/** A panel in its place, with the values that it alone is drawn with. */
export interface Cell {
  readonly key: string;
  readonly panel: CellPanel;
  readonly values: VariableValues;
  /** `y` counts from the top of the section. */
  readonly place: GridPosition;
}

/** Panels under one heading, which folds them away; those above all headings have none. */
export interface Section {
  readonly key: string;
  readonly heading: RowPanel | null;
  readonly values: VariableValues;
  readonly cells: readonly Cell[];
  /** Panels and copies of them that are not among the cells, since there would be too many. */
  readonly leftOut: number;
}

const MAX_ACROSS = 4;

/**
 * A dashboard's panels in their places: rows apart, and a copy for each value where one repeats. A panel or row has as many
 * copies as the limits allow, and a page as many panels; each section says how many are missing.
 */
export function arrangePanels(panels: readonly DashboardPanel[], values: VariableValues): readonly Section[] {
  const sections: Section[] = [];
  let room = MAX_CELLS;
  for (const { key, heading, members } of grouped(panels)) {
    const copies = copiesOf(heading?.repeat?.variable, values);
    const [first = values] = copies;
    let left = countOf(heading?.repeat?.variable, values) * wished(members, first);
    for (const [index, own] of copies.entries()) {
      if (room <= 0) break;
      const cells = placed(members, own, `${key}.${index}`, room);
      sections.push({ key: `${key}.${index}`, heading, values: own, cells, leftOut: 0 });
      room -= Math.max(1, cells.length);
      left -= cells.length;
    }
    const last = sections.pop();
    if (last !== undefined) sections.push({ ...last, leftOut: last.leftOut + left });
  }
  return sections;
}

/** The panel with this id in its first copy, and the values that it is drawn with; undefined where there is none. */
export function firstCopy(
  panels: readonly DashboardPanel[],
  id: string,
  values: VariableValues,
): Pick<Cell, 'panel' | 'values'> | undefined {
  for (const { heading, members } of grouped(panels)) {
    const panel = members.find((one) => one.id === id);
    if (panel === undefined) continue;
    const [inRow = values] = copiesOf(heading?.repeat?.variable, values);
    const [own = inRow] = copiesOf(panel.repeat?.variable, inRow);
    return { panel, values: own };
  }
  return undefined;
}

interface Group {
  readonly key: string;
  readonly heading: RowPanel | null;
  readonly members: CellPanel[];
}

function grouped(panels: readonly DashboardPanel[]): readonly Group[] {
  const groups: Group[] = [];
  const byHeading = new Map<string, Group>();
  for (const panel of panels) {
    const last = groups.at(-1);
    if (panel.kind === 'row') {
      const group = { key: String(groups.length), heading: panel, members: [] };
      groups.push(group);
      if (!byHeading.has(panel.id)) byHeading.set(panel.id, group);
    } else {
      const own = panel.row === undefined ? undefined : byHeading.get(panel.row);
      const open = last?.heading === null ? last : undefined;
      const group = own ?? open ?? { key: String(groups.length), heading: null, members: [] };
      if (group !== own && group !== open) groups.push(group);
      group.members.push(panel);
    }
  }
  return groups;
}

/** How often a panel or row that repeats for `variable` would be there. */
function countOf(variable: string | undefined, values: VariableValues): number {
  return Math.max(1, variable === undefined ? 0 : (values.get(variable)?.values.length ?? 0));
}

/** How many panels there would be without limits. */
function wished(members: readonly CellPanel[], values: VariableValues): number {
  return members.reduce((sum, { repeat }) => sum + countOf(repeat?.variable, values), 0);
}

/** The values once for each that `variable` has; as they are where it has none. */
function copiesOf(variable: string | undefined, values: VariableValues): readonly VariableValues[] {
  const chosen = variable === undefined ? undefined : values.get(variable);
  if (variable === undefined || chosen === undefined || chosen.values.length === 0) return [values];
  return chosen.values
    .slice(0, MAX_COPIES)
    .map((value, index) => new Map(values).set(variable, single(chosen, value, index)));
}

function single({ values, texts, own }: VariableValue, value: string, index: number): VariableValue {
  const text = texts.length === values.length ? texts[index] : value;
  return { values: [value], texts: [text ?? value], own };
}

/** @param maxCells cells that there is room for */
function placed(
  members: readonly CellPanel[],
  values: VariableValues,
  section: string,
  maxCells: number,
): readonly Cell[] {
  const indexes = new Map(members.map((panel, index) => [panel, index]));
  const top = Math.min(...members.flatMap(({ grid }) => grid?.y ?? []));
  const cells: Cell[] = [];
  /** Where panels grew by being repeated, and by how much what is below has to give way. */
  const grown: { readonly below: number; readonly by: number }[] = [];
  const add = (panel: CellPanel, own: VariableValues, copy: number, place: GridPosition) => {
    if (cells.length >= maxCells) return;
    cells.push({ key: `${section}.${indexes.get(panel)}.${copy}`, panel, values: own, place });
  };

  const inOrder = members
    .flatMap((panel) => (panel.grid === undefined ? [] : [{ panel, grid: panel.grid }]))
    .sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
  for (const { panel, grid } of inOrder) {
    const shift = grown.reduce((sum, { below, by }) => sum + (grid.y >= below ? by : 0), 0);
    const copies = copiesOf(panel.repeat?.variable, values);
    const places = copyPlaces({ ...grid, y: grid.y - top + shift }, copies.length, panel.repeat?.direction);
    copies.forEach((own, index) => {
      add(panel, own, index, places[index] ?? grid);
    });
    const by = bottomOf(places) - (grid.y - top + shift + grid.h);
    if (by > 0 && !grown.some(({ below }) => below === grid.y + grid.h))
      grown.push({ below: grid.y + grid.h, by });
  }

  const flow = new Flow(bottomOf(cells.map(({ place }) => place)));
  for (const panel of members) {
    if (panel.grid !== undefined) continue;
    copiesOf(panel.repeat?.variable, values).forEach((own, index) => {
      add(panel, own, index, flow.next(defaultSize(panel.kind)));
    });
  }
  return cells.sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

const bottomOf = (places: readonly GridPosition[]) => Math.max(0, ...places.map(({ y, h }) => y + h));

function copyPlaces(
  first: GridPosition,
  count: number,
  direction: 'across' | 'down' | undefined,
): readonly GridPosition[] {
  const { x, y, w, h } = first;
  if (count === 1) return [first];
  const across = direction === 'down' ? 1 : Math.min(count, MAX_ACROSS);
  const width = direction === 'down' ? w : Math.floor(GRID_COLUMNS / across);
  return Array.from({ length: count }, (_, index) => ({
    x: direction === 'down' ? x : (index % across) * width,
    y: y + Math.floor(index / across) * h,
    w: width,
    h,
  }));
}

/** Places one after the other, in lines from left to right. */
class Flow {
  #x = 0;
  #y: number;
  #lineHeight = 0;

  constructor(y: number) {
    this.#y = y;
  }

  next({ w, h }: PanelSize): GridPosition {
    if (this.#x + w > GRID_COLUMNS) {
      this.#x = 0;
      this.#y += this.#lineHeight;
      this.#lineHeight = 0;
    }
    const place = { x: this.#x, y: this.#y, w, h };
    this.#x += w;
    this.#lineHeight = Math.max(this.#lineHeight, h);
    return place;
  }
}
