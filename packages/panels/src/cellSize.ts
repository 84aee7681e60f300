/** CSS pixels of a row of the dashboards' grid, and between two of its cells. */
export const CELL_HEIGHT = 24;
export const CELL_GAP = 16;
