import type { HeatmapPanel } from '@gpu-console/shared/dashboards';
import { seriesCsv } from '../../seriesCsv.ts';
import { layoutPicture } from '../../shapes/layoutPicture.ts';
import type { DrawnKind } from '../drawnKind.ts';
import { layoutHeatmap } from './heatmapLayout.ts';
import { heatmapShapes } from './heatmapShapes.ts';
import { heatRows } from './heatRows.ts';

export { cellAt, type HeatCell, heatX, layoutHeatmap } from './heatmapLayout.ts';
export { heatmapShapes } from './heatmapShapes.ts';
export { heatRows } from './heatRows.ts';

export const heatmap: DrawnKind<HeatmapPanel> = {
  draw: ({ panel, series, window, width, height, tokens, texts, locale }) => {
    const heat = heatRows(panel, series, texts.above, locale);
    const layout = layoutHeatmap(heat.rows, window, { width, height });
    const shapes = heatmapShapes({ panel, heat, layout, tokens, texts, locale });
    return layoutPicture({ shapes, width: layout.width, height: layout.height });
  },
  csv: seriesCsv,
  isOverTime: false,
  hasLegend: false,
};
