import type { DashboardQuery, QueryPanel, StateTimelinePanel, ThresholdStep } from './model.ts';

type StateQuery = StateTimelinePanel['queries'][number];

/** A query that is asked as it stands; its `legend` and `state` still hold `{{label}}` placeholders. */
export type ResolvedQuery = Omit<StateQuery, keyof DashboardQuery> &
  Omit<DashboardQuery, 'legend' | 'hidden' | 'step'> & { readonly legend: string };

/** One bit of a value that is a mask, and what it says. */
export interface MaskBit {
  readonly bit: number;
  readonly name: string;
}

interface Filled {
  readonly title: string;
  readonly help: string;
  readonly queries: readonly ResolvedQuery[];
  /** Steps in the base unit. */
  readonly thresholds?:
    | { readonly warning: number; readonly critical: number }
    | { readonly steps: readonly ThresholdStep[] };
  readonly bits?: readonly MaskBit[];
}

type Place = 'grid' | 'row' | 'repeat';

/** A panel of a dashboard with its variables filled in, in one language, without its place: what is asked for and drawn. */
export type Resolved<P extends QueryPanel> = P extends QueryPanel
  ? Omit<P, keyof Filled | Place> & Omit<Filled, Exclude<'bits', keyof P>>
  : never;

export type ResolvedPanel = Resolved<QueryPanel>;
