import { asksQueries, type DashboardPanel, type MeasuredPanel } from '@gpu-console/shared/dashboards';
import { panelKinds, panelOf, type QueryPanelKind } from '@gpu-console/shared/dashboards/kinds';

/** The kinds of panels that people add. */
export type PanelKind = QueryPanelKind | 'text';

// The registry's keys are the kinds, which `Object.keys` does not say.
const QUERY_KINDS = Object.keys(panelKinds) as QueryPanelKind[];

/** In the order in which they are offered. */
export const PANEL_KINDS: readonly PanelKind[] = [...QUERY_KINDS, 'text'];

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
  const { become, format } = panelKinds[kind];
  const values = valuesOf(panel);
  const queries =
    format === undefined ? values.queries : values.queries.map((query) => ({ ...query, format }));
  const own = become({
    reduce: 'reduce' in panel ? panel.reduce : 'last',
    ...present({ legend: 'legend' in panel ? panel.legend : undefined }),
  });
  return panelOf(kind, { ...base, ...values, queries }, own);
}

/** What all panels that ask for values have; the queries without what their kind alone has of them. */
function valuesOf(panel: DashboardPanel): Omit<MeasuredPanel, 'id' | 'title'> {
  if (!asksQueries(panel)) return NEW_VALUES;
  const { unit, scale, decimals, min, max, thresholds, colours, mappings } = panel;
  const queries = panel.queries.map(({ id, expr, legend, hidden, instant, step }) => ({
    ...{ id, expr, legend },
    ...present({ hidden, instant, step }),
  }));
  return { unit, queries, ...present({ scale, decimals, min, max, thresholds, colours, mappings }) };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Those fields that have a value. */
function present<T extends object>(fields: T): Present<T> {
  // What is left after the filter has no undefined in it.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
