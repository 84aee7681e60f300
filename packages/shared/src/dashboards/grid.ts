/** Columns of the grid that panels stand on. */
export const GRID_COLUMNS = 24;
