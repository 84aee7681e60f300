import type { Panel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import type { Interval } from './interval.ts';
import type { PanelMark } from './panelMark.ts';
import type { DrawnSeries } from './panelSeries.ts';
import type { ChartTokens } from './tokens.ts';

/** What a chart over time is made of. */
export interface TimeSeriesView {
  readonly panel: Panel;
  /** Those that are to be seen. */
  readonly series: readonly DrawnSeries[];
  /** What the time axis spans, in Unix seconds. */
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}
