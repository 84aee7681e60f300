import type { MeasuredPanel, ModelOf } from '../schemaParts.ts';
import { barGauge, barGaugeSchema } from './barGauge.ts';
import { heatmap, heatmapSchema } from './heatmap.ts';
import type { Own, PanelKind } from './panelKind.ts';
import { pie, pieSchema } from './pie.ts';
import { stat, statSchema } from './stat.ts';
import { stateTimeline, stateTimelineSchema } from './stateTimeline.ts';
import { table, tableSchema } from './table.ts';
import { timeSeries, timeSeriesSchema } from './timeSeries.ts';

export { STATISTICS } from '../schemaParts.ts';
export type { BarGaugePanel } from './barGauge.ts';
export type { HeatmapPanel } from './heatmap.ts';
export { type KindOption, OWN_FIELDS } from './panelKind.ts';
export type { PiePanel } from './pie.ts';
export type { StatPanel } from './stat.ts';
export type { StateTimelinePanel } from './stateTimeline.ts';
export type { TablePanel } from './table.ts';
export type { TimeSeriesPanel } from './timeSeries.ts';

/** The forms of panels that ask for values. */
export const queryPanelSchemas = [
  timeSeriesSchema,
  statSchema,
  barGaugeSchema,
  pieSchema,
  tableSchema,
  heatmapSchema,
  stateTimelineSchema,
] as const;

export type QueryPanel = ModelOf<(typeof queryPanelSchemas)[number]>;

/** Every kind of panel that asks for values, in the order in which the editor offers them. */
export const panelKinds: { readonly [P in QueryPanel as P['kind']]: PanelKind<P> } = {
  timeseries: timeSeries,
  stat,
  bargauge: barGauge,
  pie,
  table,
  heatmap,
  'state-timeline': stateTimeline,
};

export type QueryPanelKind = keyof typeof panelKinds;

// What a registry has under a kind's name is made for panels of that kind, which TypeScript does not follow here and below.
const allKinds = Object.entries(panelKinds) as unknown as readonly (readonly [
  QueryPanelKind,
  PanelKind<QueryPanel>,
])[];

/** What is known of a kind. */
export function kindNamed(kind: QueryPanelKind): PanelKind<QueryPanel> {
  return panelKinds[kind] as unknown as PanelKind<QueryPanel>;
}

/** What is known of the panel's kind. */
export const kindOf = ({ kind }: QueryPanel): PanelKind<QueryPanel> => kindNamed(kind);

/** A panel of a kind: what all have, and what it has of its own. */
export function panelOf(kind: QueryPanelKind, values: MeasuredPanel, own: Own<QueryPanel>): QueryPanel {
  return { ...values, ...own, kind } as QueryPanel;
}

type ReadBy<Program extends 'grafana' | 'kubesphere'> = NonNullable<
  PanelKind<QueryPanel>[Program]
>['read'][string];

function byName<Program extends 'grafana' | 'kubesphere'>(program: Program) {
  const entries = allKinds.flatMap(([kind, known]) =>
    Object.entries(known[program]?.read ?? {}).map(
      ([name, read]) => [name, { kind, read: read as ReadBy<Program> }] as const,
    ),
  );
  return new Map(entries);
}

/** The kinds by the names that Grafana has for them, or for what is nearest to them. */
export const grafanaKinds = byName('grafana');

/** The kinds by KubeSphere's names. */
export const kubesphereKinds = byName('kubesphere');
