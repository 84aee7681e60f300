import { describe, expect, it } from 'vitest';
import type { Dashboard, DashboardPanel, Json, JsonObject } from '../model.ts';
import { exportDashboard, importDocument, type Report } from './index.ts';

const V2 = 'monitoring.kubesphere.io/v1alpha2';

function kubesphere(spec: JsonObject, apiVersion = V2): JsonObject {
  return { apiVersion, kind: 'Dashboard', metadata: { name: 'gpu', namespace: 'ml' }, spec };
}

function codesOf(report: Report, id: string): readonly string[] {
  return report.filter((entry) => entry.id === id).flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

function panelOf(dashboard: Dashboard, id: string): DashboardPanel {
  const panel = dashboard.panels.find((one) => one.id === id);
  if (panel === undefined) throw new Error(`no panel ${id}`);
  return panel;
}

function edited(dashboard: Dashboard, id: string, fields: object): Dashboard {
  const panels = dashboard.panels.map((panel) => (panel.id === id ? { ...panel, ...fields } : panel));
  return { ...dashboard, panels };
}

const export_ = (dashboard: Dashboard, format = dashboard.origin?.format ?? 'grafana') =>
  exportDashboard(dashboard, { format, locale: 'en' });

describe('a KubeSphere dashboard', () => {
  const document = kubesphere({
    title: 'GPUs',
    time: { from: 'now-15m', to: 'now' },
    panels: [
      {
        id: 12,
        type: 'graph',
        title: 'Use',
        lines: true,
        colors: ['#60acfc', 'tomato'],
        legend: ['as_table', 'to_the_right', 'avg', 'no_null_series'],
        targets: [
          { expr: 'DCGM_FI_DEV_GPU_UTIL', legendFormat: 'GPU {{gpu}} ', refId: 1, step: '1m' },
          { expr: '', refId: 2 },
        ],
        yaxes: [{ format: 'percent (0-100)', decimals: 2 }],
      },
      { id: 3, type: 'row', title: 'Heat' },
      {
        id: 4,
        type: 'singlestat',
        title: 'Hottest',
        valueName: 'max',
        format: 'Celsius (°C)',
        gauge: { show: true, minValue: 0, maxValue: 100 },
        targets: [{ expr: 'max(DCGM_FI_DEV_GPU_TEMP)' }],
      },
      { type: 'newsfeed', title: 'News', feed: 'x' },
    ],
    templatings: [
      { name: 'gpu', type: 'query', query: 'label_values(gpu)', includeAll: true, multi: true, sort: 1 },
      { name: 'a-b', type: 'query', query: 'x' },
    ],
  });
  const { dashboard, report } = importDocument(document);

  it('is read into the model, in base units', () => {
    expect(dashboard).toMatchObject({ id: 'gpu', title: 'GPUs', time: { from: 'now-15m', to: 'now' } });
    expect(panelOf(dashboard, '12')).toMatchObject({
      kind: 'timeseries',
      unit: 'ratio',
      scale: 0.01,
      decimals: 2,
      colours: ['#60acfc'],
      legend: { show: true, as: 'table', placement: 'right', values: ['mean'] },
      queries: [{ id: '1', expr: 'DCGM_FI_DEV_GPU_UTIL', legend: 'GPU {{gpu}} ', step: '1m' }],
    });
    expect(panelOf(dashboard, '4')).toMatchObject({
      kind: 'stat',
      show: 'gauge',
      reduce: 'max',
      unit: 'celsius',
      min: 0,
      max: 100,
      row: '3',
    });
    expect(dashboard.variables).toEqual([
      {
        kind: 'query',
        name: 'gpu',
        query: 'label_values(gpu)',
        includeAll: true,
        multi: true,
        sort: 'alphabetical',
      },
    ]);
  });

  it('comes with a word on each part', () => {
    expect(codesOf(report, '12')).toEqual(['query.expression', 'colour.unknown', 'field.kept']);
    expect(codesOf(report, '3')).toEqual([]);
    expect(report.find(({ title }) => title === 'News')).toMatchObject({
      fidelity: 'dropped',
      reasons: [{ code: 'panel.kind', params: { type: 'newsfeed' } }],
    });
    expect(report.find(({ id }) => id === 'a-b')).toMatchObject({ of: 'variable', fidelity: 'dropped' });
  });

  it('comes out as it came in', () => {
    expect(export_(dashboard).document).toEqual(document);
  });

  it('comes out with just what was changed', () => {
    const changed = edited(dashboard, '12', { unit: 'ratio', scale: 1, title: 'Busy' });
    const { document: out, report: said } = export_(changed);
    expect(out).toEqual(
      JSON.parse(
        JSON.stringify(document).replace('percent (0-100)', 'percent (0.0-1.0)').replace('"Use"', '"Busy"'),
      ),
    );
    expect(said.every(({ fidelity }) => fidelity === 'exact')).toBe(true);
  });

  it('keeps the panels it could not draw where they stood when others go', () => {
    const { panels } = dashboard;
    const { document: out } = export_({ ...dashboard, panels: panels.filter(({ id }) => id !== '3') });
    expect(out['spec']).toMatchObject({ panels: [{ id: 12 }, { id: 4 }, { type: 'newsfeed', feed: 'x' }] });
  });

  it('goes to the older version, which says what it can’t hold', () => {
    const { document: out, report: said } = export_(dashboard, 'kubesphere-v1alpha1');
    expect(out).toMatchObject({
      apiVersion: 'monitoring.kubesphere.io/v1alpha1',
      spec: { templating: [{ name: 'gpu', query: 'label_values(gpu)' }] },
    });
    expect(codesOf(said, '12')).toEqual(['field.lost']);
    expect(codesOf(said, 'panel-4')).toEqual(['panel.kind']);
  });
});

describe('a Grafana dashboard', () => {
  const prometheus = { type: 'prometheus', uid: '$ds' };
  const document: JsonObject = {
    uid: 'gpu-overview',
    title: 'GPU overview',
    schemaVersion: 38,
    graphTooltip: 1,
    refresh: '30s',
    links: [{ title: 'docs', url: 'https://example.org' }],
    annotations: { list: [{ builtIn: 1, datasource: '-- Grafana --', name: 'Annotations & Alerts' }] },
    templating: {
      list: [
        { name: 'ds', type: 'datasource', query: 'prometheus' },
        { name: 'filters', type: 'adhoc', filters: [] },
        {
          name: 'node',
          type: 'query',
          datasource: prometheus,
          query: { query: 'label_values(up, node)', refId: 'x' },
          current: { text: 'All', value: '$__all' },
          includeAll: true,
          allValue: '.*',
        },
      ],
    },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Use',
        datasource: prometheus,
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        fieldConfig: {
          defaults: {
            unit: 'percent',
            max: 100,
            thresholds: { mode: 'absolute', steps: [{ color: 'green' }, { color: 'red', value: 80 }] },
            custom: { drawStyle: 'bars', fillOpacity: 50, stacking: { mode: 'normal' } },
          },
          overrides: [{ matcher: { id: 'byName', options: 'a' }, properties: [] }],
        },
        options: {
          legend: { showLegend: true, displayMode: 'table', placement: 'right', calcs: ['mean', 'p95'] },
        },
        targets: [
          { refId: 'A', expr: 'DCGM_FI_DEV_GPU_UTIL{node=~"$node"}', legendFormat: '__auto' },
          { refId: 'B', expr: 'count_over_time({app="x"}[1m])', datasource: { type: 'loki', uid: 'l' } },
        ],
      },
      {
        id: 2,
        type: 'row',
        title: 'More',
        collapsed: true,
        gridPos: { x: 0, y: 8, w: 24, h: 1 },
        panels: [
          {
            id: 3,
            type: 'stat',
            title: 'Temp',
            gridPos: { x: 0, y: 9, w: 6, h: 4 },
            fieldConfig: { defaults: { unit: 'celsius' }, overrides: [] },
            options: { reduceOptions: { calcs: ['max'] }, graphMode: 'none', colorMode: 'background' },
            targets: [{ refId: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP', instant: true }],
          },
          {
            id: 4,
            libraryPanel: { uid: 'lib', name: 'Shared' },
            title: 'Shared',
            gridPos: { x: 6, y: 9, w: 6, h: 4 },
          },
        ],
      },
    ],
  };
  const { dashboard, report } = importDocument(document);

  it('is read into the model, in base units', () => {
    expect(dashboard).toMatchObject({ id: 'gpu-overview', refresh: '30s', sharedCrosshair: true });
    expect(panelOf(dashboard, '1')).toMatchObject({
      kind: 'timeseries',
      unit: 'ratio',
      scale: 0.01,
      max: 1,
      draw: 'bars',
      fill: 0.5,
      stacked: true,
      legend: { as: 'table', placement: 'right', values: ['mean'] },
      queries: [{ id: 'A', legend: '' }],
      grid: { x: 0, y: 0, w: 12, h: 8 },
    });
    expect(panelOf(dashboard, '1')).not.toHaveProperty('thresholds');
    expect(panelOf(dashboard, '2')).toMatchObject({ kind: 'row', collapsed: true });
    expect(panelOf(dashboard, '3')).toMatchObject({
      kind: 'stat',
      show: 'number',
      paint: 'background',
      row: '2',
    });
    expect(dashboard.variables.map(({ kind }) => kind)).toEqual(['datasource', 'unsupported', 'query']);
    expect(dashboard.variables[2]).toMatchObject({
      query: 'label_values(up, node)',
      selected: ['$__all'],
      allValue: '.*',
    });
  });

  it('comes with a word on each part', () => {
    expect(codesOf(report, '1')).toEqual(['query.datasource', 'statistic.unknown', 'field.kept']);
    expect(codesOf(report, '3')).toEqual([]);
    expect(codesOf(report, '4')).toEqual(['panel.library']);
    expect(codesOf(report, 'filters')).toEqual(['variable.kind']);
    expect(codesOf(report, 'gpu-overview')).toEqual(['field.kept']);
  });

  it('comes out as it came in, also wrapped as its API has it', () => {
    expect(export_(dashboard).document).toEqual(document);
    const wrapped = { meta: { slug: 'x' }, dashboard: document };
    expect(export_(importDocument(wrapped).dashboard).document).toEqual(wrapped);
  });

  it('keeps what it does not draw when what it draws is changed', () => {
    const { document: out } = export_(edited(dashboard, '1', { unit: 'watts', scale: 1, max: 300 }));
    expect(out).toEqual(
      JSON.parse(JSON.stringify(document).replace('"percent"', '"watt"').replace('"max":100', '"max":300')),
    );
  });

  it('unfolds a row with the panels in it, those it can’t draw as well', () => {
    const { document: out } = export_(edited(dashboard, '2', { collapsed: false }));
    const panels = out['panels'];
    expect(panels).toMatchObject([{ id: 1 }, { id: 2, collapsed: false, panels: [] }, { id: 3 }, { id: 4 }]);
  });
});

describe('a Grafana dashboard of before 2018', () => {
  const document: JsonObject = {
    title: 'Old',
    schemaVersion: 14,
    rows: [
      {
        title: 'Load',
        showTitle: true,
        height: '300px',
        panels: [
          {
            id: 7,
            type: 'graph',
            title: 'Use',
            span: 8,
            lines: true,
            fill: 1,
            legend: { show: true, avg: true, values: true },
            yaxes: [{ format: 'percent', max: '100', min: 0, logBase: 1, show: true }, { format: 'short' }],
            thresholds: [{ value: 80, op: 'gt', colorMode: 'critical' }],
            targets: [{ refId: 'A', expr: 'DCGM_FI_DEV_GPU_UTIL', legendFormat: '{{gpu}}', step: 10 }],
          },
          {
            id: 8,
            type: 'singlestat',
            title: 'Power',
            span: 4,
            format: 'watt',
            valueName: 'avg',
            colorValue: true,
            thresholds: '200,300',
            colors: ['#00ff00', 'rgba(237, 129, 40, 0.89)', '#ff0000'],
            sparkline: { show: true },
            targets: [{ refId: 'A', expr: 'sum(DCGM_FI_DEV_POWER_USAGE)' }],
          },
        ],
      },
    ],
  };
  const { dashboard, report } = importDocument(document);

  it('is read into the model, its rows laid on the grid', () => {
    expect(dashboard.panels.map(({ id, kind, grid }) => [id, kind, grid])).toEqual([
      ['row-1', 'row', { x: 0, y: 0, w: 24, h: 1 }],
      ['7', 'timeseries', { x: 0, y: 1, w: 16, h: 8 }],
      ['8', 'stat', { x: 16, y: 1, w: 8, h: 8 }],
    ]);
    expect(panelOf(dashboard, '7')).toMatchObject({ unit: 'ratio', min: 0, max: 1, fill: 0.1, row: 'row-1' });
    expect(panelOf(dashboard, '8')).toMatchObject({
      show: 'sparkline',
      reduce: 'mean',
      thresholds: {
        steps: [
          { from: null, colour: '#00ff00' },
          { from: 200, colour: '#ed8128e3' },
          { from: 300, colour: '#ff0000' },
        ],
      },
    });
    expect(report.every(({ fidelity }) => fidelity === 'exact')).toBe(true);
  });

  it('comes out as it came in, and with new titles and queries in its own layout', () => {
    expect(export_(dashboard).document).toEqual(document);
    const queries = [{ id: 'A', expr: 'up', legend: '{{gpu}}' }];
    const { document: out } = export_(edited(dashboard, '7', { title: 'Busy', queries }));
    const text = JSON.stringify(document)
      .replace('"Use"', '"Busy"')
      .replace('"DCGM_FI_DEV_GPU_UTIL"', '"up"');
    expect(out).toEqual(JSON.parse(text));
  });

  it('comes out with a panel of today’s kind where its drawing was changed', () => {
    const changed = edited(dashboard, '7', { stacked: true, draw: 'bars' });
    const { document: out, report: said } = export_(changed);
    const { origin: _, ...back } = importDocument(out).dashboard;
    const { origin: _origin, ...now } = changed;
    expect(back).toEqual(now);
    expect(codesOf(said, '7')).toEqual([]);
    expect(JSON.stringify(out)).not.toContain('"yaxes"');
  });

  it('comes out on the grid where a panel was moved', () => {
    const changed = edited(dashboard, '8', { grid: { x: 0, y: 9, w: 24, h: 4 } });
    const { document: out } = export_(changed);
    expect(out).toMatchObject({
      schemaVersion: 16,
      panels: [{ type: 'row' }, { id: 7 }, { id: 8, valueName: 'avg' }],
    });
    expect(out).not.toHaveProperty('rows');
    const back = importDocument(out).dashboard;
    expect(back.panels.map(({ grid }) => grid)).toEqual(changed.panels.map(({ grid }) => grid));
  });
});

describe('a file of another program', () => {
  it.each<[JsonObject]>([
    [{}],
    [{ apiVersion: 'v1', kind: 'ConfigMap', panels: [] }],
    [{ apiVersion: 'monitoring.kubesphere.io/v1', kind: 'Dashboard', spec: {} }],
    [{ apiVersion: V2, kind: 'Dashboard', spec: [] }],
  ])('is refused: %j', (document) => {
    expect(() => importDocument(document)).toThrow(/^input\./);
  });
});

describe('lists that are longer than anybody’s', () => {
  const many = (element: Json) => Array.from({ length: 10_000 }, () => element);

  it('are read in part, and come back whole', () => {
    const document = kubesphere({
      title: 'x',
      panels: [{ id: 1, type: 'graph', targets: many({ expr: '', refId: 1 }), title: 'x' }, ...many(0)],
      templatings: [{ name: 'v', type: 'custom', options: many({ text: 'a', value: 'b', selected: true }) }],
    });
    const { dashboard, report } = importDocument(document);
    expect(Math.max(...report.map(({ reasons }) => reasons.length))).toBeLessThanOrEqual(50);
    expect(export_(dashboard).document).toEqual(document);
  });
});

describe('texts that would be code elsewhere', () => {
  it('stay texts', () => {
    const title = '<script>alert(1)</script>';
    const { dashboard } = importDocument(
      kubesphere({ title, panels: [{ type: 'text', content: title, mode: 'html' }] }),
    );
    expect(dashboard.title).toBe(title);
    expect(dashboard.panels[0]).toMatchObject({ kind: 'text', format: 'html', content: title });
  });
});
