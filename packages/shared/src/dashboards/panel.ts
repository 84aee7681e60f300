import type { Localized, Unit } from '../units/index.ts';

/** One query of a panel; `legend` names its series and may hold `{{label}}` placeholders. */
export interface PanelQuery {
  readonly id: string;
  /** PromQL; `$__rate_interval` and `$__range` stand for what fits the range and step shown. */
  readonly expr: string;
  readonly legend: string | Localized;
  /**
   * Of a state timeline: what is the case while the series has values, with `{{label}}` placeholders. Without, the
   * series only have their rows: they show what nothing was the case of.
   */
  readonly state?: string;
  /** The labels that name the pod which the state is: the state leads to it. */
  readonly pod?: { readonly namespace: string; readonly name: string };
  /** Asks for the values at the range's end alone. */
  readonly instant?: boolean;
  /** What the series are for: rows of a table, or buckets of a heat map; lines without it. */
  readonly format?: 'table' | 'heatmap';
}

/** A colour as `#rgb`, `#rrggbb` or `#rrggbbaa`. */
export type Colour = string;

export interface ThresholdStep {
  /** From this value on; null for the first step, which has no lower end. */
  readonly from: number | null;
  readonly colour: Colour;
}

/** How the values of a series over the range become one. */
export type Statistic = 'last' | 'first' | 'min' | 'max' | 'mean' | 'sum' | 'count' | 'range' | 'delta';

/** A value that reads as a text: one value (before scaling), or a range of them; null for an open end. */
export interface ValueMapping {
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string;
  readonly colour?: Colour;
}

export interface Legend {
  readonly show: boolean;
  readonly placement: 'bottom' | 'right';
  readonly as: 'list' | 'table';
  readonly values: readonly Statistic[];
}

/** One bit of a value that is a mask, and what it says. */
export interface MaskBit {
  readonly bit: number;
  readonly name: Localized;
}

/** A panel as it is drawn: built-in pages and people's own dashboards draw with the same renderer. */
export interface Panel {
  readonly id: string;
  /**
   * `timeseries`: values over time. `state-timeline`: a row per legend, with a bar for as long as something is the case:
   * what `state` of the query says, or each bit that is set in the value. `stat`: one value per series. `bargauge`: one bar
   * per series. `table`: a row per series, its labels and one value per query. `heatmap`: time by bucket or series, the
   * value as a shade.
   */
  readonly kind: 'timeseries' | 'state-timeline' | 'stat' | 'bargauge' | 'table' | 'heatmap';
  readonly title: Localized;
  readonly help: Localized;
  readonly unit: Unit;
  /** What turns the queries' values into the base unit; 1 without it. */
  readonly scale?: number;
  /** Digits after the point, of the value as it is read; as many as fit without it. */
  readonly decimals?: number;
  readonly queries: readonly PanelQuery[];
  /** The ends of the axis or gauge, in the base unit (of ratios 0 and 1). */
  readonly min?: number;
  readonly max?: number;
  /** Where values begin to matter, in the base unit: the console's own two levels, or steps in order. */
  readonly thresholds?: { readonly warning: number; readonly critical: number };
  readonly steps?: readonly ThresholdStep[];
  /** The series' colours, in turn; the console's own without it. */
  readonly colours?: readonly Colour[];
  readonly mappings?: readonly ValueMapping[];
  readonly legend?: Legend;
  /** Of time series; lines without it. */
  readonly draw?: 'lines' | 'bars' | 'points';
  readonly stacked?: boolean;
  /** How opaque the area under a line is, 0–1. */
  readonly fill?: number;
  readonly logarithmic?: boolean;
  /** Of a state timeline whose values are masks; those left out are not shown. */
  readonly bits?: readonly MaskBit[];
  /** Of stats and bars. */
  readonly reduce?: Statistic;
  readonly show?: 'number' | 'sparkline' | 'gauge';
  /** What takes the step's colour; the number without it. */
  readonly paint?: 'number' | 'background' | 'nothing';
  readonly orientation?: 'horizontal' | 'vertical';
  /** Of a table: by the name of a column. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
}
