import type { QueryPanel, ResolvedPanel } from '@gpu-console/shared/dashboards';
import { barGauge } from './barGauge/index.ts';
import type { DrawnKind } from './drawnKind.ts';
import { heatmap } from './heatmap/index.ts';
import { pie } from './pie/index.ts';
import { stat } from './stat/index.ts';
import { stateTimeline } from './stateTimeline/index.ts';
import { table } from './table/index.ts';
import { timeSeries } from './timeSeries/index.ts';

/** How panels of every kind that asks for values are drawn. */
const drawnKinds: { readonly [P in QueryPanel as P['kind']]: DrawnKind<P> } = {
  timeseries: timeSeries,
  stat,
  bargauge: barGauge,
  pie,
  table,
  heatmap,
  'state-timeline': stateTimeline,
};

/** How the panel is drawn and written down. */
export function drawnKindOf({ kind }: Pick<ResolvedPanel, 'kind'>): DrawnKind<QueryPanel> {
  // The registry has under each kind what is made for panels of that kind, which TypeScript does not follow.
  return drawnKinds[kind] as unknown as DrawnKind<QueryPanel>;
}
