import type { DashboardPanel, MeasuredPanel } from '@gpu-console/shared/dashboards';
import { asksQueries } from '@gpu-console/shared/dashboards';

/** The kinds of panels that people add. */
export const PANEL_KINDS = [
  'timeseries',
  'stat',
  'bargauge',
  'table',
  'heatmap',
  'state-timeline',
  'text',
] as const;

export type PanelKind = (typeof PANEL_KINDS)[number];

const NEW_VALUES: Pick<MeasuredPanel, 'unit' | 'queries'> = {
  unit: 'count',
  queries: [{ id: 'A', expr: '', legend: '' }],
};

/** The panel as one of another kind: what both kinds have stays. */
export function asKind(panel: DashboardPanel, kind: PanelKind): DashboardPanel {
  if (panel.kind === kind) return panel;
  const { id, title, help, grid, row, repeat } = panel;
  const base = { id, title, ...present({ help, grid, row, repeat }) };
  if (kind === 'text') return { ...base, kind, content: '', format: 'markdown' };
  const values = { ...base, ...valuesOf(panel) };
  const reduce = 'reduce' in panel ? panel.reduce : 'last';
  const legend = present({ legend: 'legend' in panel ? panel.legend : undefined });
  switch (kind) {
    case 'stat':
      return { ...values, kind, reduce, show: 'number' };
    case 'bargauge':
      return { ...values, kind, reduce };
    case 'timeseries':
    case 'state-timeline':
      return { ...values, ...legend, kind };
    case 'table':
    case 'heatmap':
      return { ...values, kind, queries: values.queries.map((query) => ({ ...query, format: kind })) };
  }
}

/** What all panels that ask for values have; the queries without the shape that a table or heat map gave them. */
function valuesOf(panel: DashboardPanel): Omit<MeasuredPanel, 'id' | 'title'> {
  if (!asksQueries(panel)) return NEW_VALUES;
  const { unit, scale, decimals, min, max, thresholds, colours, mappings } = panel;
  const queries = panel.queries.map(({ format: _, ...query }) => query);
  return { unit, queries, ...present({ scale, decimals, min, max, thresholds, colours, mappings }) };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Those fields that have a value. */
function present<T extends object>(fields: T): Present<T> {
  // What is left after the filter has no undefined in it.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
