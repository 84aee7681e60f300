import type { QueryPanel } from './kinds/index.ts';
import type { DashboardPanel } from './schema.ts';

// What `schema.ts` declares, for those who need no more of it than its types.

export { GRID_COLUMNS } from './grid.ts';
export type { Json, JsonObject } from './json.ts';
export type { BarGaugePanel } from './kinds/barGauge.ts';
export type { HeatmapPanel } from './kinds/heatmap.ts';
export type { QueryPanel, QueryPanelKind } from './kinds/index.ts';
export type { StatPanel } from './kinds/stat.ts';
export type { StateTimelinePanel } from './kinds/stateTimeline.ts';
export type { TablePanel } from './kinds/table.ts';
export type { TimeSeriesPanel } from './kinds/timeSeries.ts';
export type {
  Annotation,
  CustomVariable,
  Dashboard,
  DashboardFormat,
  DashboardPanel,
  DatasourceVariable,
  IntervalVariable,
  QueryVariable,
  RowPanel,
  TextPanel,
  Variable,
  VariableOption,
  VariableSort,
} from './schema.ts';
export type {
  Colour,
  DashboardQuery,
  GridPosition,
  Legend,
  MeasuredPanel,
  Statistic,
  Text,
  ThresholdStep,
  Thresholds,
  ValueMapping,
} from './schemaParts.ts';

/** The value that stands for all values of a variable, in URLs and files (Grafana's name for it). */
export const ALL_VALUES = '$__all';

/** True for panels that ask Prometheus. */
export function asksQueries(panel: DashboardPanel): panel is QueryPanel {
  return 'queries' in panel;
}
