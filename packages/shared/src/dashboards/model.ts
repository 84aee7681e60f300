import type { Localized, Unit } from '../units/index.ts';
import type { Colour, Legend, PanelQuery, Statistic, ThresholdStep, ValueMapping } from './panel.ts';

export type { Colour, Legend, Statistic, ThresholdStep, ValueMapping } from './panel.ts';

/** What people read: in every language, or as one person wrote it. */
export type Text = string | Localized;

/** Columns of the grid that panels stand on. */
export const GRID_COLUMNS = 24;

/** Where a panel stands: in columns and rows of the grid, from its top left. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Where values begin to matter, in the panel's base unit: the console's own two levels, or any number of steps.
 * `relative` steps are shares (0–1) of the way from the panel's `min` to its `max`.
 */
export type Thresholds =
  | { readonly warning: number; readonly critical: number }
  | { readonly steps: readonly ThresholdStep[]; readonly relative?: boolean };

/** One query of a dashboard's panel. */
export interface DashboardQuery extends PanelQuery {
  /** Kept, not asked. */
  readonly hidden?: boolean;
  /** The least step, as a Prometheus duration or a variable. */
  readonly step?: string;
}

/** One panel per chosen value of a variable. */
export interface Repeat {
  readonly variable: string;
  readonly direction: 'across' | 'down';
}

interface PanelBase {
  /** Unique in the dashboard. */
  readonly id: string;
  readonly title: Text;
  readonly help?: Text;
  /** Without it a panel takes the next free place. */
  readonly grid?: GridPosition;
  /** The row it folds away with. */
  readonly row?: string;
  readonly repeat?: Repeat;
}

/** What all panels that show values have in common. */
export interface MeasuredPanel extends PanelBase {
  readonly unit: Unit;
  /** What turns the queries' values into the base unit; 1 without it. */
  readonly scale?: number;
  /** Digits after the point, of the value as it is read; as many as fit without it. */
  readonly decimals?: number;
  /** The ends of the axis or gauge, in the base unit. */
  readonly min?: number;
  readonly max?: number;
  readonly queries: readonly DashboardQuery[];
  readonly thresholds?: Thresholds;
  /** The series' colours, in turn; the console's own without it. */
  readonly colours?: readonly Colour[];
  readonly mappings?: readonly ValueMapping[];
}

export interface TimeSeriesPanel extends MeasuredPanel {
  readonly kind: 'timeseries';
  /** Lines without it. */
  readonly draw?: 'lines' | 'bars' | 'points';
  readonly stacked?: boolean;
  /** How opaque the area under a line is, 0–1. */
  readonly fill?: number;
  readonly legend?: Legend;
  readonly logarithmic?: boolean;
}

export interface StatPanel extends MeasuredPanel {
  readonly kind: 'stat';
  readonly reduce: Statistic;
  readonly show: 'number' | 'sparkline' | 'gauge';
  /** What takes the threshold's colour; the number without it. */
  readonly paint?: 'number' | 'background' | 'nothing';
}

export interface BarGaugePanel extends MeasuredPanel {
  readonly kind: 'bargauge';
  readonly reduce: Statistic;
  /** Horizontal without it. */
  readonly orientation?: 'horizontal' | 'vertical';
}

export interface TablePanel extends MeasuredPanel {
  readonly kind: 'table';
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

export interface HeatmapPanel extends MeasuredPanel {
  readonly kind: 'heatmap';
}

export interface StateTimelinePanel extends MeasuredPanel {
  readonly kind: 'state-timeline';
  readonly legend?: Legend;
}

export interface TextPanel extends PanelBase {
  readonly kind: 'text';
  readonly content: string;
  readonly format: 'markdown' | 'html' | 'plain';
}

/** A heading that folds the panels of its row away. */
export interface RowPanel extends PanelBase {
  readonly kind: 'row';
  readonly collapsed: boolean;
}

/** A panel of another program that the console can't draw: it keeps its place, and comes back on export. */
export interface UnsupportedPanel extends PanelBase {
  readonly kind: 'unsupported';
  /** What the other program calls this kind of panel. */
  readonly type: string;
}

export type QueryPanel =
  | TimeSeriesPanel
  | StatPanel
  | BarGaugePanel
  | TablePanel
  | HeatmapPanel
  | StateTimelinePanel;

export type DashboardPanel = QueryPanel | TextPanel | RowPanel | UnsupportedPanel;

/** The value that stands for all values of a variable, in URLs and files (Grafana's name for it). */
export const ALL_VALUES = '$__all';

export type VariableSort =
  | 'none'
  | 'alphabetical'
  | 'alphabeticalDescending'
  | 'numerical'
  | 'numericalDescending'
  | 'caseInsensitive'
  | 'caseInsensitiveDescending'
  | 'natural'
  | 'naturalDescending';

interface VariableBase {
  /** Unique in the dashboard: letters, digits and `_`. */
  readonly name: string;
  readonly label?: Text;
  readonly hidden?: 'label' | 'variable';
}

interface Choice extends VariableBase {
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  /** What stands in queries for all values, as it is; any of the values without it. */
  readonly allValue?: string;
  /** What is chosen until a person chooses. */
  readonly selected?: readonly string[];
}

/** Values from Prometheus: `label_values(…)`, `query_result(…)`, `metrics(…)`, `label_names()`. */
export interface QueryVariable extends Choice {
  readonly kind: 'query';
  readonly query: string;
  readonly regex?: string;
  readonly sort?: VariableSort;
}

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

export interface CustomVariable extends Choice {
  readonly kind: 'custom';
  readonly options: readonly VariableOption[];
}

export interface ConstantVariable extends VariableBase {
  readonly kind: 'constant';
  readonly value: string;
}

export interface IntervalVariable extends VariableBase {
  readonly kind: 'interval';
  /** Durations to choose from. */
  readonly values: readonly string[];
  /** Offers a duration that makes about `steps` of the range, and is no shorter than `least`. */
  readonly auto?: { readonly steps: number; readonly least: string };
  readonly selected?: readonly string[];
}

/** Which Prometheus: the cluster's own here, kept for other programs. */
export interface DatasourceVariable extends VariableBase {
  readonly kind: 'datasource';
  readonly type: string;
  readonly regex?: string;
  readonly selected?: readonly string[];
}

export interface TextboxVariable extends VariableBase {
  readonly kind: 'textbox';
  readonly value: string;
}

/** A variable of another program that the console can't fill (e.g. ad-hoc filters); kept for export. */
export interface UnsupportedVariable extends VariableBase {
  readonly kind: 'unsupported';
  readonly type: string;
}

export type Variable =
  | QueryVariable
  | CustomVariable
  | ConstantVariable
  | IntervalVariable
  | DatasourceVariable
  | TextboxVariable
  | UnsupportedVariable;

/** Moments from Prometheus, marked on all time series: where `expr` begins to have samples other than 0. */
export interface Annotation {
  readonly name: string;
  readonly enabled: boolean;
  readonly expr: string;
  readonly step?: string;
  readonly title?: string;
  readonly text?: string;
  readonly colour?: Colour;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type DashboardFormat = 'kubesphere-v1alpha1' | 'kubesphere-v1alpha2' | 'grafana';

/** The file a dashboard was imported from, untouched: what the model does not hold comes back from here on export. */
export interface Origin {
  readonly format: DashboardFormat;
  readonly document: JsonObject;
}

export interface Dashboard {
  /** A Kubernetes name (DNS-1123 subdomain). */
  readonly id: string;
  readonly title: Text;
  readonly description?: Text;
  readonly tags?: readonly string[];
  /** `now-15m` and the like, or ISO times. */
  readonly time?: { readonly from: string; readonly to: string };
  /** How often to ask again, as a duration; never without it. */
  readonly refresh?: string;
  readonly editable?: boolean;
  /** The pointer's time shows on all charts. */
  readonly sharedCrosshair?: boolean;
  readonly variables: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  /** In reading order. */
  readonly panels: readonly DashboardPanel[];
  readonly origin?: Origin;
}

/** True for panels that ask Prometheus. */
export function asksQueries(panel: DashboardPanel): panel is QueryPanel {
  return 'queries' in panel;
}
