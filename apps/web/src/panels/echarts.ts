/** The only way to the chart library: what is not named here stays out of the bundle. */
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import {
  DatasetComponent,
  type DatasetComponentOption,
  type GridComponentOption,
  GridSimpleComponent,
  MarkLineComponent,
  type MarkLineComponentOption,
} from 'echarts/components';
import { type ComposeOption, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, GridSimpleComponent, DatasetComponent, MarkLineComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | GridComponentOption | DatasetComponentOption | MarkLineComponentOption
>;
export type { ECharts, LineSeriesOption };
export { init };
