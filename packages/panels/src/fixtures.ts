import type { Resolved, ResolvedPanel, TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { panelKinds } from '@gpu-console/shared/dashboards/kinds';
import type { DrawnSeries } from './panelSeries.ts';
import type { ChartTokens } from './tokens.ts';

/** A panel for tests. */
export function panelOf(fields: Partial<Resolved<TimeSeriesPanel>> = {}): Resolved<TimeSeriesPanel> {
  return {
    id: 'power',
    kind: 'timeseries',
    title: 'Power',
    help: 'Power drawn.',
    unit: 'watts',
    queries: [{ id: 'a', expr: 'DCGM_FI_DEV_POWER_USAGE', legend: 'GPU {{gpu}}' }],
    ...fields,
  };
}

/** The same of another kind. */
export function panelOfKind<Kind extends ResolvedPanel['kind']>(
  kind: Kind,
  fields: object = {},
): Extract<ResolvedPanel, { kind: Kind }> {
  const own = panelKinds[kind].become({ reduce: 'last' });
  // What a kind has of its own makes the panel one of that kind, which TypeScript does not follow.
  return { ...panelOf(), ...own, kind, ...fields } as unknown as Extract<ResolvedPanel, { kind: Kind }>;
}

/** A line for tests: it starts at 1000 s and has a value every 10 s. */
export function seriesOf(name: string, values: readonly (number | null)[]): DrawnSeries {
  return {
    key: name,
    name,
    queryId: 'a',
    labels: { gpu: name },
    start: 1000,
    step: 10,
    values,
    colour: '#112233',
  };
}

export const tokens: ChartTokens = {
  series: ['#100000', '#200000', '#300000'],
  heat: ['#000011', '#0000ff'],
  ink: '#000000',
  muted: '#555555',
  line: '#dddddd',
  lineStrong: '#cccccc',
  surface: '#ffffff',
  sunken: '#eeeeee',
  warning: '#aa7700',
  critical: '#bb0000',
  info: '#0000bb',
  font: 'sans-serif',
};
