import { describe, expect, it } from 'vitest';
import type { Dashboard, DashboardPanel, QueryVariable, TimeSeriesPanel } from '../model.ts';
import { dashboardText } from '../texts.ts';
import { fixDashboard, type LintFacts, lintDashboard, queryPlace } from './index.ts';

function panelOf(expr: string, fields: Partial<TimeSeriesPanel> = {}): TimeSeriesPanel {
  const queries = [{ id: 'A', expr, legend: '' }];
  return { id: '1', kind: 'timeseries', title: 'x', unit: 'count', queries, ...fields };
}

function dashboardOf(panel: DashboardPanel | undefined, variables: readonly QueryVariable[] = []): Dashboard {
  return { id: 'd', title: 'd', variables, panels: panel === undefined ? [] : [panel] };
}

const found = (dashboard: Dashboard, facts: LintFacts = {}) =>
  lintDashboard(dashboard, facts).filter(({ code }) => code !== 'unit.unset');

function fixed(dashboard: Dashboard, facts: LintFacts = {}) {
  const ids = lintDashboard(dashboard, facts).map(({ id }) => id);
  const after = fixDashboard(dashboard, facts, ids);
  return { after, panel: after.panels[0] as TimeSeriesPanel | undefined };
}

const exprOf = (dashboard: Dashboard, facts: LintFacts = {}) =>
  fixed(dashboard, facts).panel?.queries[0]?.expr;

const dcgm = (...names: string[]): LintFacts => ({ metrics: { names: new Set(names), complete: false } });

describe('a unit that can’t be', () => {
  it.each<[string, Partial<TimeSeriesPanel>, object]>([
    ['DCGM_FI_DEV_GPU_UTIL', { unit: 'ratio' }, { unit: 'ratio', scale: 0.01 }],
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', { unit: 'ratio', scale: 0.01 }, { unit: 'ratio', scale: 1 }],
    [
      'sum without(UUID) (DCGM_FI_DEV_GPU_UTIL{gpu=~"$gpu"} * on(pod,namespace) group_left(node) kube_pod_info)',
      { unit: 'ratio' },
      { unit: 'ratio', scale: 0.01 },
    ],
    [
      'avg_over_time(DCGM_FI_DEV_FB_USED[5m])',
      { unit: 'bytes', scale: 1e6 },
      { unit: 'bytes', scale: 1048576 },
    ],
    ['dcgm_gpu_temp', { unit: 'watts' }, { unit: 'celsius', scale: 1 }],
    [
      'redis_memory_used_bytes / redis_memory_max_bytes',
      { unit: 'ratio', scale: 0.01 },
      { unit: 'ratio', scale: 1 },
    ],
    ['rate(node_network_receive_bytes_total[5m])', { unit: 'bytes' }, { unit: 'bytesPerSecond', scale: 1 }],
    [
      'DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE) * 100',
      { unit: 'ratio' },
      { unit: 'ratio', scale: 0.01 },
    ],
  ])('is found and made good: %s', (expr, unit, right) => {
    const dashboard = dashboardOf(panelOf(expr, unit));
    expect(found(dashboard)).toMatchObject([{ code: 'unit.mismatch', severity: 'error' }]);
    const { after, panel } = fixed(dashboard);
    expect(panel).toMatchObject(right);
    expect(lintDashboard(after, {})).toEqual([]);
  });

  it.each<[string, Partial<TimeSeriesPanel>]>([
    ['DCGM_FI_DEV_GPU_UTIL', { unit: 'ratio', scale: 0.01 }],
    ['DCGM_FI_DEV_GPU_UTIL / 100', { unit: 'ratio' }],
    ['1 - (fs_available_bytes / fs_size_bytes)', { unit: 'ratio' }],
    ['-irate(net_bytes_total[3m])', { unit: 'bytesPerSecond' }],
    ['DCGM_FI_DEV_SM_CLOCK * 1000000', { unit: 'hertz' }],
    ['rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION[5m]) / 1000', { unit: 'watts' }],
    ['up * some_metric', { unit: 'bytes' }],
    ['count(DCGM_FI_DEV_GPU_TEMP)', { unit: 'count' }],
    ['DCGM_FI_DEV_POWER_USAGE * $factor', { unit: 'joules' }],
    ['DCGM_FI_DEV_XID_ERRORS', { unit: 'count' }],
  ])('is not found where there is none, or nobody knows: %s', (expr, unit) => {
    expect(lintDashboard(dashboardOf(panelOf(expr, unit)), {})).toEqual([]);
  });

  it('takes the limits of the same values along', () => {
    const thresholds = {
      steps: [
        { from: null, colour: '#0f0' },
        { from: 80, colour: '#f00' },
      ],
    };
    const { panel } = fixed(
      dashboardOf(panelOf('DCGM_FI_DEV_GPU_UTIL', { unit: 'ratio', max: 100, thresholds })),
    );
    expect(panel).toMatchObject({ max: 1, thresholds: { steps: [{ from: null }, { from: 0.8 }] } });
  });

  it('is advice where there is no unit at all', () => {
    expect(lintDashboard(dashboardOf(panelOf('DCGM_FI_DEV_GPU_TEMP')), {})).toMatchObject([
      { code: 'unit.unset', severity: 'advice', params: { expected: 'Celsius (°C)' } },
    ]);
  });
});

describe('a title that names something else', () => {
  it('is found, and the query made to fit', () => {
    const dashboard = dashboardOf(
      panelOf('DCGM_FI_DEV_FB_USED{gpu="0"}', {
        title: 'GPU Framebuffer Mem Free',
        unit: 'bytes',
        scale: 1048576,
      }),
    );
    expect(found(dashboard)).toMatchObject([{ code: 'title.mismatch' }]);
    expect(exprOf(dashboard)).toBe('DCGM_FI_DEV_FB_FREE{gpu="0"}');
  });

  it('is not found where it fits', () => {
    const fitting = panelOf('DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_FREE + DCGM_FI_DEV_FB_USED)', {
      title: 'Memory free and used',
      unit: 'ratio',
    });
    expect(found(dashboardOf(fitting))).toEqual([]);
    expect(found(dashboardOf(panelOf('mysql_threads_used', { title: 'Free threads' })))).toEqual([]);
  });
});

describe('a metric that the cluster does not have', () => {
  it.each([
    [
      'avg(DCGM_FI_DEV_GPU_UTIL{gpu="0"})',
      dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE'),
      'avg((DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0"} * 100))',
    ],
    [
      'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
      dcgm('DCGM_FI_DEV_CLOCKS_EVENT_REASONS'),
      'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
    ],
    [
      'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
      dcgm('DCGM_FI_DEV_CLOCK_THROTTLE_REASONS'),
      'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
    ],
    ['max_over_time(DCGM_FI_DEV_GPU_TEMP[5m])', dcgm('dcgm_gpu_temp'), 'max_over_time(dcgm_gpu_temp[5m])'],
    ['dcgm_gpu_temp', dcgm('DCGM_FI_DEV_GPU_TEMP'), 'DCGM_FI_DEV_GPU_TEMP'],
    [
      'max_over_time(DCGM_FI_DEV_GPU_UTIL[5m])',
      dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE'),
      '(max_over_time(DCGM_FI_PROF_GR_ENGINE_ACTIVE[5m]) * 100)',
    ],
    ['quantile_over_time(0.9, DCGM_FI_DEV_GPU_UTIL[5m])', dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE'), undefined],
    [
      'sum by (Hostname) (rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0"}[5m])) / 1000',
      dcgm('DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL'),
      'sum by (Hostname) ((rate(DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL{gpu="0"}[5m]) * 1000)) / 1000',
    ],
    [
      'rate(DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL[5m])',
      dcgm('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION'),
      '(rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION[5m]) * 0.001)',
    ],
    [
      'DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + 1)',
      dcgm('DCGM_FI_DEV_FB_USED_BYTES'),
      '(DCGM_FI_DEV_FB_USED_BYTES * 9.53674316406e-7) / ((DCGM_FI_DEV_FB_USED_BYTES * 9.53674316406e-7) + 1)',
    ],
    ['DCGM_FI_DEV_FB_TOTAL_BYTES', dcgm('DCGM_FI_DEV_FB_TOTAL'), undefined],
    ['DCGM_FI_DEV_GPU_UTIL_RATIO', dcgm('DCGM_FI_DEV_GPU_UTIL'), '(DCGM_FI_DEV_GPU_UTIL * 0.01)'],
    ['DCGM_FI_DEV_PSTATE', dcgm('DCGM_FI_DEV_GPU_PSTATE'), 'DCGM_FI_DEV_GPU_PSTATE'],
    ['DCGM_FI_DEV_XID_ERROR', dcgm('DCGM_FI_DEV_XID_ERRORS'), 'DCGM_FI_DEV_XID_ERRORS'],
    ['DCGM_FI_DEV_SOMETHING', dcgm('DCGM_FI_DEV_GPU_TEMP'), undefined],
  ])('%s', (expr, facts, replacement) => {
    const dashboard = dashboardOf(panelOf(expr));
    expect(found(dashboard, facts)).toMatchObject([{ code: 'metric.unknown', severity: 'error' }]);
    expect(exprOf(dashboard, facts)).toBe(replacement ?? expr);
  });

  it('is not judged where nobody knows all metrics', () => {
    const dashboard = dashboardOf(panelOf('node_load1'));
    expect(found(dashboard, dcgm('DCGM_FI_DEV_GPU_TEMP'))).toEqual([]);
    const complete = { metrics: { names: new Set(['up']), complete: true } };
    expect(found(dashboard, complete)).toMatchObject([
      { code: 'metric.unknown', params: { metric: 'node_load1' } },
    ]);
  });
});

describe('a label that the cluster’s series do not have', () => {
  const facts: LintFacts = {
    labels: new Map([
      ['m', new Set(['Hostname', 'gpu', 'exported_pod', 'pod'])],
      ['kube_pod_info', new Set(['pod', 'node'])],
    ]),
  };

  it.each([
    ['m{hostname="a", gpu="0"}', 'm{Hostname="a", gpu="0"}'],
    ['sum by (node) (m)', 'sum by (Hostname) (m)'],
    ['m{colour="red"}', 'm{colour="red"}'],
  ])('%s', (expr, right) => {
    const dashboard = dashboardOf(panelOf(expr));
    expect(found(dashboard, facts)).toMatchObject([{ code: 'label.unknown' }]);
    expect(exprOf(dashboard, facts)).toBe(right);
  });

  it.each([
    'sum without (Hostname, UUID, endpoint) (m * on (pod) group_left (node) kube_pod_info)',
    'sum by (node) (label_replace(m, "node", "$1", "Hostname", "(.*)"))',
    'sum by ($by) (m{pod=~"$pod"})',
    'unknown{a="b"}',
  ])('is not found in %s', (expr) => {
    expect(found(dashboardOf(panelOf(expr)), facts)).toEqual([]);
  });

  it('is the workload’s where the exporter’s own would be asked for', () => {
    const workload = [{ pod: 'exported_pod', namespace: 'exported_namespace', container: null }];
    const dialect = { uuid: ['UUID'], host: ['Hostname'], workload };
    const dashboard = dashboardOf(panelOf('DCGM_FI_DEV_GPU_TEMP{pod="train-0"}'));
    expect(found(dashboard, { dialect })).toMatchObject([{ code: 'label.exporterPod' }]);
    expect(exprOf(dashboard, { dialect })).toBe('DCGM_FI_DEV_GPU_TEMP{exported_pod="train-0"}');
    const own = {
      uuid: ['UUID'],
      host: ['Hostname'],
      workload: [{ pod: 'pod', namespace: 'namespace', container: null }],
    };
    expect(found(dashboard, { dialect: own })).toEqual([]);
  });

  it('is found in variables too', () => {
    const variable: QueryVariable = { kind: 'query', name: 'node', query: 'label_values(m, hostname)' };
    const dashboard = dashboardOf(undefined, [variable]);
    expect(found(dashboard, facts)).toMatchObject([{ code: 'label.unknown', variable: 'node' }]);
    expect(fixed(dashboard, facts).after.variables[0]).toMatchObject({ query: 'label_values(m, Hostname)' });
  });
});

describe('XID codes', () => {
  it.each([
    ['sum(DCGM_FI_DEV_XID_ERRORS)', 'max(DCGM_FI_DEV_XID_ERRORS)'],
    ['avg by (gpu) (DCGM_FI_DEV_XID_ERRORS)', 'max by (gpu) (DCGM_FI_DEV_XID_ERRORS)'],
    ['rate(DCGM_FI_DEV_XID_ERRORS[5m])', 'changes(DCGM_FI_DEV_XID_ERRORS[5m])'],
  ])('are not averaged, summed or counted: %s', (expr, right) => {
    const dashboard = dashboardOf(panelOf(expr));
    expect(found(dashboard)).toMatchObject([{ code: 'code.arithmetic' }]);
    expect(exprOf(dashboard)).toBe(right);
  });

  it.each([
    'DCGM_FI_DEV_XID_ERRORS',
    'sum(changes(DCGM_FI_DEV_XID_ERRORS[1h]))',
    'count(DCGM_FI_DEV_XID_ERRORS > 0)',
  ])('may be shown and their changes counted: %s', (expr) => {
    expect(found(dashboardOf(panelOf(expr)))).toEqual([]);
  });
});

describe('a query', () => {
  it('that is no PromQL is found, with the place', () => {
    expect(found(dashboardOf(panelOf('sum(x{a="b")')))).toMatchObject([
      { code: 'query.invalid', span: { from: 11 }, params: { position: '12' } },
    ]);
    const variable: QueryVariable = { kind: 'query', name: 'v', query: 'label_values(a, b c)' };
    expect(found(dashboardOf(undefined, [variable]))).toMatchObject([
      { code: 'query.invalid', variable: 'v' },
    ]);
  });

  it('that had no answer is found, unless something else says why', () => {
    const empty = { places: new Set([queryPlace('1', 'A')]), seconds: 5400 };
    const facts = { empty, ...dcgm('DCGM_FI_DEV_GPU_TEMP') };
    const panel = panelOf('DCGM_FI_DEV_GPU_TEMP');
    const [range] = found(dashboardOf(panel), facts);
    expect(range).toMatchObject({ code: 'query.empty', params: { range: '1h30m' } });
    expect(range && dashboardText(range.code, range.params, 'en')).toBe(
      'The query returned nothing over the selected range (1h30m).',
    );
    const queries = panel.queries.map((query) => ({ ...query, instant: true }));
    expect(found(dashboardOf({ ...panel, queries }), facts)).toMatchObject([{ params: { at: 'end' } }]);
    expect(found(dashboardOf(panelOf('DCGM_FI_DEV_XYZ')), facts)).toMatchObject([{ code: 'metric.unknown' }]);
  });
});
