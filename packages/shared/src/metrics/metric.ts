import type { Unit } from '../units/format.ts';
import type { Localized } from '../units/locale.ts';

/** A DCGM field that can answer for a metric, and the factor that turns its value into the base unit. */
export interface MetricField {
  readonly field: string;
  readonly scale: number;
}

export type MetricGroup = 'use' | 'memory' | 'thermals' | 'power' | 'clocks' | 'interconnect' | 'errors';

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
  readonly thresholds?: { readonly warning: number; readonly critical: number };
}
