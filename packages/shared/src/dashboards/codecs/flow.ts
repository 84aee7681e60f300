import { type DashboardPanel, GRID_COLUMNS, type GridPosition } from '../model.ts';

type Size = readonly [width: number, height: number];

const SIZES: Readonly<Record<DashboardPanel['kind'], Size>> = {
  timeseries: [12, 8],
  stat: [6, 4],
  bargauge: [12, 8],
  table: [12, 8],
  heatmap: [12, 8],
  'state-timeline': [24, 8],
  text: [24, 4],
  row: [24, 1],
  unsupported: [12, 8],
};

/** Places for panels that have none, in their order, line by line. */
export function flow(panels: readonly DashboardPanel[]): readonly DashboardPanel[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return panels.map((panel) => {
    const [w, h] = SIZES[panel.kind];
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
