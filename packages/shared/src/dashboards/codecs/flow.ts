import { type DashboardPanel, GRID_COLUMNS, type GridPosition } from '../model.ts';
import { defaultSize, type PanelSize } from '../panelSize.ts';

/** Where KubeSphere shows them larger or smaller than the console does. */
const SIZES: Readonly<Partial<Record<DashboardPanel['kind'], PanelSize>>> = {
  stat: { w: 6, h: 4 },
  'state-timeline': { w: GRID_COLUMNS, h: 8 },
  text: { w: GRID_COLUMNS, h: 4 },
  row: { w: GRID_COLUMNS, h: 1 },
};

/** Places for panels that have none, in their order, line by line. */
export function flow(panels: readonly DashboardPanel[]): readonly DashboardPanel[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return panels.map((panel) => {
    const { w, h } = SIZES[panel.kind] ?? defaultSize(panel.kind);
    if (x + w > GRID_COLUMNS) {
      x = 0;
      y += height;
      height = 0;
    }
    const grid: GridPosition = { x, y, w, h };
    x += w;
    height = Math.max(height, h);
    return { ...panel, grid };
  });
}
