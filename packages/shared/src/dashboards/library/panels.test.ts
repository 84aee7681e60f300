import { describe, expect, it } from 'vitest';
import {
  catalogueFields,
  type Dialect,
  EVERYTHING,
  METRIC_GROUPS,
  type MetricGroup,
  metric,
  ofGpus,
} from '../../metrics/index.ts';
import { overviewPanels } from './fleetDashboard.ts';
import { groupPanels, metricPanel, missingMetrics } from './metricPanels.ts';
import { charts, gpusByNamespace } from './panels.ts';
import { clockEventPanel, occupancyPanel } from './timelines.ts';

const dialect: Dialect = {
  uuid: ['UUID'],
  host: ['Hostname'],
  workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
};
const contextOf = (...fields: readonly string[]) => ({ dialect, exported: new Set(fields) });
const everything = contextOf(...catalogueFields);
const gpu = ofGpus(['GPU-1'], dialect);

function groupOf(group: MetricGroup, ...fields: readonly string[]) {
  const context = contextOf(...fields);
  return {
    panels: groupPanels(group, gpu, context),
    missing: missingMetrics(group, context).map(({ id }) => id),
  };
}

const idsOf = (panels: ReturnType<typeof groupPanels>) =>
  panels.map(({ id, queries }) => ({ id, queries: queries.map((query) => query.id) }));

describe('the charts of metrics', () => {
  it('are one per metric, each with its unit and name', () => {
    const panels = charts([metric('utilization'), metric('power')], gpu, everything);
    expect(panels.map(({ id, unit, title }) => ({ id, unit, title }))).toEqual([
      { id: 'utilization', unit: 'ratio', title: metric('utilization').name },
      { id: 'power', unit: 'watts', title: metric('power').name },
    ]);
    for (const { queries } of panels) expect(queries[0]?.expr).toContain('UUID="GPU-1"');
  });

  it('leave out the metrics that nobody exports', () => {
    const context = contextOf('DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_SOMETHING_NEW');
    const wanted = [metric('utilization'), metric('memoryUsed'), metric('power')];
    expect(charts(wanted, EVERYTHING, context).map(({ id }) => id)).toEqual(['utilization', 'power']);
    expect(charts(wanted, EVERYTHING, contextOf())).toEqual([]);
  });

  it('bound a ratio’s axis and mark where a temperature matters', () => {
    expect(metricPanel(metric('utilization'), EVERYTHING, everything).max).toBe(1);
    expect(metricPanel(metric('power'), EVERYTHING, everything)).not.toHaveProperty('max');
    expect(metricPanel(metric('temperature'), EVERYTHING, everything).thresholds).toEqual({
      warning: 83,
      critical: 90,
    });
  });
});

describe('the groups of metrics', () => {
  it('have each metric charted or named as missing, and once', () => {
    const ids = METRIC_GROUPS.flatMap(({ id }) => {
      const { panels, missing } = groupOf(id, ...catalogueFields);
      return [...panels.map((panel) => panel.id), ...missing];
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['utilization', 'smOccupancy', 'eccDoubleBit', 'nvlinkReceive']),
    );
  });

  it('draw the power limit with the power, where there is one', () => {
    const alone = groupOf('power', 'DCGM_FI_DEV_POWER_USAGE');
    expect(idsOf(alone.panels)).toEqual([{ id: 'power', queries: ['a'] }]);
    const both = groupOf('power', 'DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_POWER_MGMT_LIMIT');
    expect(idsOf(both.panels)).toEqual([{ id: 'power', queries: ['a', 'limit'] }]);
  });

  it('chart what holds clocks down in one panel, as a share of time', () => {
    const { panels, missing } = groupOf(
      'clocks',
      'DCGM_FI_DEV_POWER_VIOLATION',
      'DCGM_FI_DEV_THERMAL_VIOLATION',
    );
    expect(idsOf(panels)).toEqual([{ id: 'throttling', queries: ['powerViolation', 'thermalViolation'] }]);
    expect(missing).toContain('reliabilityViolation');
    expect(panels[0]).toMatchObject({ unit: 'ratio', max: 1 });
    expect(panels[0]?.queries[0]?.expr).toMatch(/rate\(\(max by .*\[\$__rate_interval:15s\]\).* \* 1e-9$/);
  });

  it('read NVLink’s total as a rate, whatever its type says', () => {
    const { panels } = groupOf('interconnect', 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL');
    expect(panels[0]?.queries[0]?.expr).not.toContain('rate(');
  });
});

describe('clock events', () => {
  it.each(['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS'])(
    'are shown under the name %s',
    (field) => {
      const panel = clockEventPanel(gpu, contextOf(field));
      expect(panel?.queries[0]?.expr).toContain(field);
      expect(panel?.bits?.map(({ bit }) => bit)).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    },
  );
});

describe('the occupancy', () => {
  it('is per GPU and pod, and only where a pod is named', () => {
    const panel = occupancyPanel(gpu, contextOf('DCGM_FI_DEV_GPU_UTIL'));
    const [devices, held, ...others] = panel?.queries ?? [];
    expect(others).toEqual([]);
    expect(devices).not.toHaveProperty('state');
    expect(devices?.expr).not.toContain('exported_pod');
    expect(held).toMatchObject({
      state: '{{exported_namespace}}/{{exported_pod}}',
      pod: { namespace: 'exported_namespace', name: 'exported_pod' },
    });
    expect(held?.expr).toContain('by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu, exported_namespace, exported_pod)');
    expect(held?.expr).toContain('exported_pod=~".+"');
  });

  it('is unknown where the exporter names no workloads', () => {
    const context = { ...contextOf('DCGM_FI_DEV_GPU_UTIL'), dialect: { ...dialect, workload: [] } };
    expect(occupancyPanel(gpu, context)).toBeUndefined();
  });
});

describe('GPUs by namespace', () => {
  const exprOf = (workload: Dialect['workload']) =>
    gpusByNamespace({ ...contextOf('DCGM_FI_DEV_GPU_UTIL'), dialect: { ...dialect, workload } })?.queries[0]
      ?.expr;

  it('count a GPU once in each namespace, and leave the exporter’s own pod out', () => {
    const [exported] = dialect.workload;
    const overwritten = { pod: 'pod', namespace: 'namespace', container: 'container' };
    expect(exprOf(exported === undefined ? [] : [exported])).toBe(
      'count by (exported_namespace) (max by (UUID, exported_namespace) (DCGM_FI_DEV_GPU_UTIL{exported_pod=~".+",exported_namespace=~"$namespace"}))',
    );
    expect(exprOf([overwritten])).toContain('pod!~".*dcgm-exporter.*"');
  });

  it('count the namespaces of exporters of several eras together', () => {
    const both = exprOf([
      ...dialect.workload,
      { pod: 'pod', namespace: 'namespace', container: 'container' },
    ]);
    expect(both).toContain('"exported_namespace", "$1", "namespace", "(.+)"');
  });

  it('are unknown where the exporter names no workloads', () => {
    expect(exprOf([])).toBeUndefined();
  });
});

describe('the Overview’s panels', () => {
  it('show allocation and the use of what is held', () => {
    const [use] = overviewPanels(everything);
    expect(use?.queries.map(({ id }) => id)).toEqual(['allocated', 'utilization']);
    expect(use?.queries[1]?.expr).toContain('DCGM_FI_DEV_FB_USED{exported_pod=~".+"}');
  });

  it('show the use of all GPUs where nobody knows which are held', () => {
    const [use] = overviewPanels({ ...everything, dialect: { ...dialect, workload: [] } });
    expect(use?.queries.map(({ id }) => id)).toEqual(['utilization']);
    expect(use?.queries[0]?.expr).not.toContain('FB_USED');
  });
});
