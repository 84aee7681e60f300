import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../json.ts';
import { exportDashboard } from '../../exportDashboard.ts';
import { importDashboard } from '../../importDashboard.ts';

const BETA = 'dashboard.grafana.app/v2beta1';
const ALPHA = 'dashboard.grafana.app/v2alpha1';

const query = (alpha: boolean, expr: string): JsonObject =>
  alpha
    ? { kind: 'prometheus', spec: { expr, legendFormat: '{{gpu}}' } }
    : {
        kind: 'DataQuery',
        group: 'prometheus',
        version: 'v0',
        datasource: { name: 'thanos' },
        spec: { expr, legendFormat: '{{gpu}}' },
      };

function panel(alpha: boolean, id: number, type = 'timeseries', more: JsonObject = {}): JsonObject {
  const spec = { options: {}, fieldConfig: { defaults: { unit: 'celsius' }, overrides: [] } };
  const target = {
    refId: 'A',
    hidden: false,
    query: query(alpha, `m${id}`),
    ...(alpha ? { datasource: { type: 'prometheus', uid: 'thanos' } } : {}),
  };
  return {
    kind: 'Panel',
    spec: {
      id,
      title: `Panel ${id}`,
      data: {
        kind: 'QueryGroup',
        spec: { queries: [{ kind: 'PanelQuery', spec: target }], queryOptions: {}, transformations: [] },
      },
      vizConfig: alpha
        ? { kind: type, spec: { pluginVersion: '12.0.0', ...spec } }
        : { kind: 'VizConfig', group: type, version: '12.0.0', spec },
      ...more,
    },
  };
}

const element = (name: string) => ({ kind: 'ElementReference', name });
const at = (name: string, x: number, y: number, width: number, height: number, more: JsonObject = {}) => ({
  kind: 'GridLayoutItem',
  spec: { x, y, width, height, element: element(name), ...more },
});
const grid = (...items: Json[]) => ({ kind: 'GridLayout', spec: { items } });
const row = (title: string, layout: Json, more: JsonObject = {}) => ({
  kind: 'RowsLayoutRow',
  spec: { title, collapse: false, layout, ...more },
});
const tab = (title: string, layout: Json) => ({ kind: 'TabsLayoutTab', spec: { title, layout } });

const file = (layout: Json, apiVersion = BETA, more: JsonObject = {}) =>
  JSON.stringify({
    apiVersion,
    kind: 'Dashboard',
    metadata: { name: 'gpu-v2' },
    spec: {
      title: 'GPU v2',
      elements: Object.fromEntries([1, 2, 3].map((id) => [`panel-${id}`, panel(apiVersion === ALPHA, id)])),
      layout,
      variables: [],
      annotations: [],
      timeSettings: { from: 'now-6h', to: 'now', autoRefresh: '30s', timezone: 'browser' },
      cursorSync: 'Crosshair',
      ...more,
    },
  });

/** Each panel: what it is called, where it stands and in which row. */
const places = (text: string) =>
  importDashboard(text).dashboard.panels.map(({ title, grid: place, ...more }) => [
    title,
    place && [place.x, place.y, place.w, place.h],
    'row' in more ? (more.row ?? null) : null,
  ]);

describe('Grafana’s schema v2', () => {
  it.each([ALPHA, BETA, 'dashboard.grafana.app/v2'])(
    '%s is read with its panels, queries and settings',
    (apiVersion) => {
      const { dashboard, report } = importDashboard(file(grid(at('panel-1', 0, 0, 12, 8)), apiVersion));
      expect(dashboard).toMatchObject({
        id: 'gpu-v2',
        title: 'GPU v2',
        time: { from: 'now-6h', to: 'now' },
        refresh: '30s',
        sharedCrosshair: true,
        panels: [
          {
            kind: 'timeseries',
            title: 'Panel 1',
            unit: 'celsius',
            grid: { x: 0, y: 0, w: 12, h: 8 },
            queries: [{ id: 'A', expr: 'm1', legend: '{{gpu}}' }],
          },
        ],
      });
      expect(report.filter(({ of }) => of === 'panel')).toMatchObject([{ fidelity: 'exact' }]);
      expect(report[0]?.reasons).toEqual([{ code: 'dashboard.converted', params: {} }]);
    },
  );

  it('is read bare, and as the API wraps it', () => {
    const { spec } = JSON.parse(file(grid(at('panel-1', 0, 0, 12, 8))));
    for (const text of [
      spec,
      { dashboard: spec },
      { kind: 'DashboardWithAccessInfo', apiVersion: BETA, spec, access: {} },
    ])
      expect(importDashboard(JSON.stringify(text)).dashboard.panels).toHaveLength(1);
  });

  it('has rows, open, folded, without a heading, and repeated', () => {
    const layout = {
      kind: 'RowsLayout',
      spec: {
        rows: [
          row('', grid(at('panel-1', 0, 0, 12, 4)), { hideHeader: true }),
          row('Open', grid(at('panel-2', 0, 0, 12, 4)), { repeat: { mode: 'variable', value: 'node' } }),
          row('Folded', grid(at('panel-3', 6, 2, 12, 4)), { collapse: true }),
        ],
      },
    };
    const { panels } = importDashboard(file(layout)).dashboard;
    expect(places(file(layout))).toEqual([
      ['Panel 1', [0, 0, 12, 4], null],
      ['Open', [0, 4, 24, 1], null],
      ['Panel 2', [0, 5, 12, 4], panels[1]?.id],
      ['Folded', [0, 9, 24, 1], null],
      ['Panel 3', [6, 12, 12, 4], panels[3]?.id],
    ]);
    expect(panels[1]).toMatchObject({ kind: 'row', repeat: { variable: 'node' } });
    expect(panels[3]).toMatchObject({ kind: 'row', collapsed: true });
  });

  it('has tabs, shown as rows', () => {
    const layout = {
      kind: 'TabsLayout',
      spec: {
        tabs: [
          tab('One', {
            kind: 'RowsLayout',
            spec: { rows: [row('Inner', grid(at('panel-1', 0, 0, 24, 4)))] },
          }),
          tab('Two', grid(at('panel-2', 0, 0, 24, 4))),
        ],
      },
    };
    const { dashboard, report } = importDashboard(file(layout));
    expect(dashboard.panels.map(({ title, kind }) => [kind, title])).toEqual([
      ['row', 'One / Inner'],
      ['timeseries', 'Panel 1'],
      ['row', 'Two'],
      ['timeseries', 'Panel 2'],
    ]);
    expect(dashboard.panels[2]).toMatchObject({ collapsed: true });
    expect(report[0]?.reasons.map(({ code }) => code)).toContain('dashboard.tabs');
  });

  it.each(['AutoGridLayout', 'ResponsiveGridLayout'])('has %s, laid out in columns', (kind) => {
    const item = (name: string) => ({ kind: `${kind}Item`, spec: { element: element(name) } });
    const items = ['panel-1', 'panel-2', 'panel-3'].map(item);
    const layout = { kind, spec: { maxColumnCount: 2, rowHeightMode: 'short', items } };
    expect(places(file(layout)).map(([, place]) => place)).toEqual([
      [0, 0, 12, 5],
      [12, 0, 12, 5],
      [0, 5, 12, 5],
    ]);
  });

  it('has rows among a grid’s items in v2alpha1', () => {
    const elements = [at('panel-2', 0, 9, 24, 4)];
    const rows = { kind: 'GridLayoutRow', spec: { y: 8, title: 'Row', collapsed: false, elements } };
    expect(
      places(file(grid(at('panel-1', 0, 0, 24, 8), rows), ALPHA)).map(([title, place]) => [title, place]),
    ).toEqual([
      ['Panel 1', [0, 0, 24, 8]],
      ['Row', [0, 8, 24, 1]],
      ['Panel 2', [0, 9, 24, 4]],
    ]);
  });

  it('has variables and annotations', () => {
    const variable = (kind: string, spec: JsonObject) => ({ kind, spec });
    const { dashboard, report } = importDashboard(
      file(grid(at('panel-1', 0, 0, 12, 8)), BETA, {
        variables: [
          variable('QueryVariable', {
            name: 'node',
            label: 'Node',
            hide: 'hideLabel',
            refresh: 'onTimeRangeChanged',
            sort: 'naturalAsc',
            multi: true,
            includeAll: true,
            query: query(false, ''),
          }),
          variable('QueryVariable', {
            name: 'gpu',
            query: {
              kind: 'DataQuery',
              group: 'prometheus',
              spec: { __legacyStringValue: 'label_values(up, gpu)' },
            },
          }),
          variable('DatasourceVariable', { name: 'ds', pluginId: 'prometheus' }),
          variable('CustomVariable', { name: 'c', query: 'a,b' }),
          variable('TextVariable', { name: 't', query: 'x' }),
          variable('ConstantVariable', { name: 'k', query: '12' }),
          variable('IntervalVariable', { name: 'i', query: '1m,5m' }),
          variable('AdhocVariable', { name: 'a', filters: [] }),
        ],
        annotations: [
          {
            kind: 'AnnotationQuery',
            spec: {
              name: 'Restarts',
              enable: true,
              hide: false,
              iconColor: 'red',
              query: query(false, 'changes(up[5m]) > 0'),
            },
          },
        ],
      }),
    );
    expect(dashboard.variables.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['gpu', 'query'],
        ['c', 'custom'],
        ['k', 'constant'],
        ['i', 'interval'],
      ]),
    );
    expect(dashboard.variables.find(({ name }) => name === 'gpu')).toMatchObject({
      query: 'label_values(up, gpu)',
    });
    expect(dashboard.annotations).toMatchObject([{ name: 'Restarts', expr: 'changes(up[5m]) > 0' }]);
    expect(report.filter(({ of }) => of === 'variable').map(({ id }) => id)).toContain('a');
  });

  it('tells of what it cannot show', () => {
    const item = at('panel-1', 0, 0, 12, 8, {
      conditionalRendering: { kind: 'ConditionalRenderingGroup', spec: { visibility: 'hide' } },
    });
    const { report } = importDashboard(
      file(grid(item, at('panel-4', 0, 8, 12, 8)), BETA, {
        elements: {
          'panel-1': panel(false, 1),
          'panel-4': {
            kind: 'LibraryPanel',
            spec: { id: 4, title: 'Shared', libraryPanel: { uid: 'u', name: 'n' } },
          },
        },
      }),
    );
    const reasons = report.flatMap((entry) =>
      entry.reasons.map(({ code, params }) => [entry.id, code, params['field'] ?? null]),
    );
    expect(reasons).toContainEqual(['1', 'field.kept', expect.stringContaining('conditionalRendering')]);
    expect(reasons).toContainEqual(['4', 'panel.library', null]);
  });

  it('is exported as classic JSON that reads the same', () => {
    const { dashboard } = importDashboard(
      file(grid(at('panel-1', 0, 0, 12, 8), at('panel-2', 12, 0, 12, 8))),
    );
    const { document } = exportDashboard(dashboard, { format: 'grafana', locale: 'en' });
    const { origin: _o, ...back } = importDashboard(JSON.stringify(document)).dashboard;
    const { origin: _p, ...before } = dashboard;
    expect(back).toEqual(before);
  });
});
