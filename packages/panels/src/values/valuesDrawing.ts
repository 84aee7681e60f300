import type { QueryPanel, Resolved, ResolvedPanel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import type { DrawnSeries } from '../panelSeries.ts';
import type { ChartTokens } from '../tokens.ts';
import { type PanelValueOf, panelValues } from './panelValues.ts';

/** Of more values than these nobody reads each. */
const MAX_VALUES = 100;

/** The values of a panel's series: those that are drawn one by one, and the rest. */
export function drawnValues(
  panel: ResolvedPanel,
  series: readonly DrawnSeries[],
): Pick<ValuesDrawing<QueryPanel>, 'values' | 'others'> {
  const all = panelValues(panel, series);
  return { values: all.slice(0, MAX_VALUES), others: all.slice(MAX_VALUES) };
}

/** What the shapes of single values are made for; sizes in CSS pixels. */
export interface ValuesDrawing<P extends QueryPanel> {
  readonly panel: Resolved<P>;
  readonly values: readonly PanelValueOf[];
  /** Those beyond what is read one by one: what a whole is made of has to count them. */
  readonly others: readonly PanelValueOf[];
  readonly width: number;
  readonly height: number;
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}
