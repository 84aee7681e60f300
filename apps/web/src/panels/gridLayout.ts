const GAP = 16;
const MIN_PANEL_WIDTH = 380;
/** A card's padding and border, left and right. */
const FRAME = 34;

/**
 * As many columns, up to `most` and to the number of panels, as leave each chart readable in `width` pixels;
 * and the width of a chart in one of them.
 */
export function gridLayout(width: number, most: number, panels: number) {
  const fitting = Math.floor((width + GAP) / (MIN_PANEL_WIDTH + GAP));
  const columns = Math.max(1, Math.min(most, panels, fitting));
  const panelWidth = width === 0 ? 0 : Math.max(1, Math.floor((width + GAP) / columns) - GAP - FRAME);
  return { columns, panelWidth };
}
