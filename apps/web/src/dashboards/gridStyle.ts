import { CELL_GAP, CELL_HEIGHT } from '@gpu-console/panels';
import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';

/** The grid; narrow: one panel under the other. */
export const gridStyle = (isNarrow: boolean) => ({
  gap: CELL_GAP,
  gridTemplateColumns: isNarrow ? 'minmax(0, 1fr)' : `repeat(${GRID_COLUMNS}, minmax(0, 1fr))`,
  gridAutoRows: isNarrow ? 'auto' : CELL_HEIGHT,
});

/** A panel on it. */
export function placeStyle({ x, y, w, h }: GridPosition, isNarrow: boolean) {
  if (isNarrow) return { height: h * (CELL_HEIGHT + CELL_GAP) - CELL_GAP };
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
