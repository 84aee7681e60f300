import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';

/** A panel's place among those of its section; `y` counts from the section's top. */
export interface Placed extends GridPosition {
  readonly id: string;
}

/** As many rows as the model takes. */
const MAX_ROWS = 1000;

/** The place within the grid that is nearest to `place`, in whole cells. */
export function withinGrid({ x, y, w, h }: GridPosition): GridPosition {
  const width = between(1, Math.round(w), GRID_COLUMNS);
  return {
    x: between(0, Math.round(x), GRID_COLUMNS - width),
    y: Math.max(0, Math.round(y)),
    w: width,
    h: between(1, Math.round(h), MAX_ROWS),
  };
}

const between = (min: number, value: number, max: number) => Math.min(max, Math.max(min, value));

const byPlace = (a: GridPosition, b: GridPosition) => a.y - b.y || a.x - b.x;

/** Each panel as far up as those before it let it be, in reading order: no gaps, no overlaps. */
export function stackPanels(panels: readonly Placed[]): readonly Placed[] {
  return stacked([...panels].sort(byPlace));
}

/**
 * The section with `moved` at its new place or size: others give way downwards, then all move up. `from` is where the
 * move began: a panel that is moved down passes those that its lower half has reached.
 */
export function placePanel(
  others: readonly Placed[],
  moved: Placed,
  from: GridPosition | null,
): readonly Placed[] {
  const place = { ...withinGrid(moved), id: moved.id };
  const goesDown = from !== null && place.y > from.y;
  const edge = goesDown ? place.y + place.h : place.y;
  const isAbove = ({ y, h }: GridPosition) => (goesDown ? y + h / 2 < edge : y + h / 2 <= edge);
  const inOrder = [...others].sort(byPlace);
  return stacked([...inOrder.filter(isAbove), place, ...inOrder.filter((other) => !isAbove(other))]);
}

/** The first row below all panels. */
export function bottomOf(panels: readonly GridPosition[]): number {
  return Math.max(0, ...panels.map(({ y, h }) => y + h));
}

function stacked(inOrder: readonly Placed[]): readonly Placed[] {
  /** The first free row of each column. */
  const free = new Array<number>(GRID_COLUMNS).fill(0);
  const placed = inOrder.map((panel) => {
    const place = { ...panel, ...withinGrid(panel) };
    const columns = free.slice(place.x, place.x + place.w);
    const y = Math.max(...columns);
    free.fill(y + place.h, place.x, place.x + place.w);
    return { ...place, y };
  });
  return placed.sort(byPlace);
}
