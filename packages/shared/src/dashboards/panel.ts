import type { Localized, Unit } from '../units/index.ts';

/** One query of a panel; `legend` names its series and may hold `{{label}}` placeholders. */
export interface PanelQuery {
  readonly id: string;
  /** PromQL; `$__rate_interval` and `$__range` stand for what fits the range and step shown. */
  readonly expr: string;
  readonly legend: string | Localized;
}

/** A chart as data: built-in pages and users' own dashboards draw with the same renderer. */
export interface Panel {
  readonly id: string;
  readonly kind: 'timeseries';
  readonly title: Localized;
  readonly help: Localized;
  readonly unit: Unit;
  readonly queries: readonly PanelQuery[];
  /** The most the axis can show (1 for ratios). */
  readonly max?: number;
  readonly stacked?: boolean;
  readonly thresholds?: { readonly warning: number; readonly critical: number };
}
