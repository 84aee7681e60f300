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
}

/** One bit of a value that is a mask, and what it says. */
export interface MaskBit {
  readonly bit: number;
  readonly name: Localized;
}

/** A chart as data: built-in pages and users' own dashboards draw with the same renderer. */
export interface Panel {
  readonly id: string;
  /**
   * `timeseries`: lines over time. `state-timeline`: a row per legend, with a bar for as long as something is the case:
   * what `state` of the query says, or each bit that is set in the value.
   */
  readonly kind: 'timeseries' | 'state-timeline';
  readonly title: Localized;
  readonly help: Localized;
  readonly unit: Unit;
  readonly queries: readonly PanelQuery[];
  /** The most the axis can show (1 for ratios). */
  readonly max?: number;
  readonly stacked?: boolean;
  /** Of a state timeline whose values are masks; those left out are not shown. */
  readonly bits?: readonly MaskBit[];
  readonly thresholds?: { readonly warning: number; readonly critical: number };
}
