import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';

/** Pixels of a cell of the grid, and between two. */
export const CELL_HEIGHT = 24;
export const GAP = 16;

/** The grid; narrow: one panel under the other. */
export const gridStyle = (isNarrow: boolean) => ({
  gap: GAP,
  gridTemplateColumns: isNarrow ? 'minmax(0, 1fr)' : `repeat(${GRID_COLUMNS}, minmax(0, 1fr))`,
  gridAutoRows: isNarrow ? 'auto' : CELL_HEIGHT,
});

/** A panel on it. */
export function placeStyle({ x, y, w, h }: GridPosition, isNarrow: boolean) {
  if (isNarrow) return { height: h * (CELL_HEIGHT + GAP) - GAP };
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
