import type { Unit } from '../units/format.ts';
import type { Localized } from '../units/locale.ts';

/** A DCGM field that can answer for a metric, and the factor that turns its value into the base unit. */
export interface MetricField {
  readonly field: string;
  readonly scale: number;
}

export type MetricGroup = 'use' | 'memory' | 'thermals' | 'power' | 'clocks' | 'interconnect' | 'errors';

/** How a metric stands in tables. */
export interface MetricColumn {
  /** Pixels at least. */
  readonly width: number;
  /** Left out until the reader chooses it. */
  readonly optional?: true;
}

/**
 * One thing that is measured of a GPU, declared once. From here it shows up in tables, charts, exports and help.
 * `fields` are in order of preference: the first that the cluster exports answers.
 */
export interface Metric {
  readonly id: string;
  readonly group: MetricGroup;
  readonly unit: Unit;
  /** A counter is read as its rate per second; a code is a value that must never be averaged or summed. */
  readonly kind: 'gauge' | 'counter' | 'code';
  readonly fields: readonly MetricField[];
  readonly name: Localized;
  readonly help: Localized;
  /** How values of several GPUs become one. */
  readonly across: 'mean' | 'sum' | 'max';
  /** The most a value can be, where that is fixed (1 for ratios). */
  readonly max?: number;
  /**
   * Set where the value of now is read of every GPU: it then stands in the API's `readings`, in tables and their CSV, among
   * a GPU's facts and in what tells their sources, in the order of the catalogue. Not for counters, which need a range.
   */
  readonly column?: MetricColumn;
  readonly thresholds?: { readonly warning: number; readonly critical: number };
}

/**
 * Whether a metric is measured of the board as a whole. MIG instances then have no value of their own: an exporter that
 * gives instances alone repeats the board's for each (NVIDIA/dcgm-exporter issues 317 and 353).
 */
export function isOfBoard({ group }: Pick<Metric, 'group'>): boolean {
  return group !== 'use' && group !== 'memory';
}

/** A metric that is charted alone: it can have no column. */
export type ChartedMetric = Omit<Metric, 'column'>;
