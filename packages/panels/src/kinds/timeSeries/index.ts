import type { TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { seriesCsv } from '../../seriesCsv.ts';
import type { DrawnKind } from '../drawnKind.ts';
import { timeSeriesChart } from './timeSeriesOption.ts';

export { timeAt, valueAt, xAt } from './plotGeometry.ts';
export { type TimeSeriesChart, timeSeriesChart } from './timeSeriesOption.ts';

export const timeSeries: DrawnKind<TimeSeriesPanel> = {
  draw: (drawing) => {
    const { width, height } = drawing;
    const { option } = timeSeriesChart(drawing);
    const svg = async () => (await import('./chartSvg.ts')).chartSvg(option, width, height);
    return { width, height, svg };
  },
  csv: seriesCsv,
  isOverTime: true,
  hasLegend: true,
};
