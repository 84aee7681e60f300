import { type ResolvedPanel, reduced, type Statistic } from '@gpu-console/shared/dashboards';
import type { DrawnSeries } from '../panelSeries.ts';

/** A series as one value (base unit). */
export interface PanelValueOf {
  readonly series: DrawnSeries;
  readonly value: number | null;
}

/** How a panel of single values makes them. */
export function statisticOf(panel: ResolvedPanel): Statistic {
  return 'reduce' in panel ? panel.reduce : 'last';
}

/** A value per series, in the order of the series. */
export function panelValues(panel: ResolvedPanel, series: readonly DrawnSeries[]): readonly PanelValueOf[] {
  return series.map((one) => ({ series: one, value: reduced(one.values, statisticOf(panel)) }));
}

/** What a gauge or bar goes from and to: the panel's own ends, else from zero to the largest value (of ratios: to the whole). */
export function gaugeEnds(panel: ResolvedPanel, values: readonly PanelValueOf[]): readonly [number, number] {
  const { unit, min, max } = panel;
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const low = min ?? known.reduce((a, b) => Math.min(a, b), 0);
  const whole = unit === 'ratio' && statisticOf(panel) !== 'count' ? 1 : 0;
  const high = max ?? known.reduce((a, b) => Math.max(a, b), whole);
  return [low, high > low ? high : low + 1];
}

/** How far `value` is on the way from one end to the other, 0–1. */
export function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}
