import type { QueryPanel } from './kinds/index.ts';
import type { DashboardPanel } from './schema.ts';

// What `schema.ts` declares, for those who need no more of it than its types.

export { GRID_COLUMNS } from './grid.ts';
export type { Json, JsonObject } from './json.ts';
export type * from './kinds/index.ts';
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
