import { describe, expect, it } from 'vitest';
import type { Dashboard, JsonObject } from '../model.ts';
import { exportDashboard, importDocument } from './index.ts';

const STEPS = [
  { color: 'green', value: null },
  { color: 'red', value: 80 },
];
const targets = [{ refId: 'A', expr: 'sum by (namespace) (x)', legendFormat: '{{namespace}}' }];
const fileOf = (panel: JsonObject): JsonObject => ({
  uid: 'pies',
  title: 'Pies',
  schemaVersion: 38,
  templating: { list: [] },
  panels: [{ id: 1, title: 'Pie', gridPos: { x: 0, y: 0, w: 8, h: 8 }, targets, ...panel }],
});

function read(panel: JsonObject) {
  const { dashboard, report } = importDocument(fileOf(panel));
  const codes = report.flatMap(({ reasons }) => reasons.map(({ code }) => code));
  return { dashboard, panel: dashboard.panels[0], codes };
}

const written = (dashboard: Dashboard) =>
  exportDashboard(dashboard, { format: 'grafana', locale: 'en' }).document;

/** As Grafana 10 has one. */
const donut: JsonObject = {
  type: 'piechart',
  fieldConfig: {
    defaults: {
      unit: 'watt',
      color: { mode: 'palette-classic' },
      thresholds: { mode: 'absolute', steps: STEPS },
      custom: { hideFrom: { legend: false, tooltip: false, viz: false } },
    },
    overrides: [],
  },
  options: {
    reduceOptions: { values: false, calcs: ['sum'], fields: '' },
    pieType: 'donut',
    tooltip: { mode: 'single', sort: 'none' },
    legend: { showLegend: true, displayMode: 'table', placement: 'right', values: ['percent'] },
    displayLabels: ['name'],
  },
};

/** The plug-in of Grafana before 8. */
const plugin: JsonObject = {
  type: 'grafana-piechart-panel',
  pieType: 'donut',
  format: 'bytes',
  valueName: 'current',
  legendType: 'Under graph',
  legend: { show: true, values: true, percentage: true },
  strokeWidth: 1,
  fontSize: '80%',
  combine: { label: 'Others', threshold: 0 },
};

describe('a pie of Grafana’s', () => {
  it('is read as one, with nothing to remark', () => {
    const { panel, codes } = read(donut);
    expect(panel).toMatchObject({
      ...{ kind: 'pie', shape: 'donut', reduce: 'sum', unit: 'watts', legendPlacement: 'right' },
    });
    expect(codes).toEqual([]);
  });

  it('has the thresholds’ colours only where it says so', () => {
    expect(read(donut).panel).not.toHaveProperty('thresholds');
    const painted = JSON.parse(JSON.stringify(donut).replace('palette-classic', 'thresholds'));
    expect(read(painted).panel).toMatchObject({ thresholds: { steps: [{ from: null }, { from: 80 }] } });
  });

  it.each([
    [{ showLegend: false, placement: 'right' }, 'hidden'],
    [{ displayMode: 'hidden', placement: 'right' }, 'hidden'],
    [{ placement: 'bottom' }, 'bottom'],
    [{}, undefined],
  ])('has its legend as the file has it: %j', (legend, placement) => {
    const { panel } = read({ ...donut, options: { legend } });
    expect(panel).toMatchObject({ shape: 'pie', reduce: 'last' });
    expect(panel).toEqual(
      placement === undefined
        ? expect.not.objectContaining({ legendPlacement: expect.anything() })
        : expect.objectContaining({ legendPlacement: placement }),
    );
  });

  it('is read from the plug-in that came before it', () => {
    const { panel, codes } = read(plugin);
    expect(panel).toMatchObject({
      ...{ kind: 'pie', shape: 'donut', reduce: 'last', unit: 'bytes', legendPlacement: 'bottom' },
    });
    expect(codes).toEqual([]);
  });

  it.each([
    ['of today', donut],
    ['of the plug-in', plugin],
  ])('comes out as it came in: one %s', (_what, panel) => {
    expect(written(read(panel).dashboard)).toEqual(fileOf(panel));
  });

  it('says values and shares where the console wrote it', () => {
    const { origin: _, ...own } = read(donut).dashboard;
    expect(written(own)).toMatchObject({
      panels: [{ type: 'piechart', options: { pieType: 'donut', legend: { values: ['value', 'percent'] } } }],
    });
  });

  it('is a graph in KubeSphere, and the report says so', () => {
    const { dashboard } = read(donut);
    const { document, report } = exportDashboard(dashboard, { format: 'kubesphere-v1alpha2', locale: 'en' });
    expect(document).toMatchObject({ spec: { panels: [{ type: 'graph' }] } });
    expect(report.find(({ id }) => id === '1')?.reasons.length).toBeGreaterThan(0);
  });
});

describe('a bar chart of Grafana’s', () => {
  it('is read as bars, and the report says so', () => {
    const { panel, codes } = read({ ...donut, type: 'barchart' });
    expect(panel).toMatchObject({ kind: 'bargauge' });
    expect(codes).toContain('panel.replaced');
  });
});
