import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { catalogueFields, type MetricsContext } from '../../metrics/index.ts';
import { lintDashboard } from '../lint/index.ts';
import { asksQueries, GRID_COLUMNS } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { interpolateQuery } from '../variables/index.ts';
import { libraryDashboards } from './index.ts';

const workload = [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }];
const modern: MetricsContext = {
  dialect: { uuid: ['UUID', 'gpu_uuid'], host: ['Hostname', 'hostname'], workload },
  exported: new Set(catalogueFields),
};
/** Exporter 2.x: default-counters.csv of 2021. */
const plain: MetricsContext = {
  dialect: { uuid: ['UUID'], host: ['Hostname'], workload },
  exported: new Set(
    [
      ...['SM_CLOCK', 'MEM_CLOCK', 'MEMORY_TEMP', 'GPU_TEMP', 'POWER_USAGE', 'TOTAL_ENERGY_CONSUMPTION'],
      ...['PCIE_REPLAY_COUNTER', 'GPU_UTIL', 'MEM_COPY_UTIL', 'ENC_UTIL', 'DEC_UTIL', 'XID_ERRORS'],
      ...['FB_FREE', 'FB_USED', 'NVLINK_BANDWIDTH_TOTAL'],
    ].map((field) => `DCGM_FI_DEV_${field}`),
  ),
};
const chosen = new Map(
  ['node', 'gpu', 'namespace', 'pod'].map((name) => [
    name,
    { values: ['a"b', 'c.d'], texts: ['a'], own: false },
  ]),
);

const isValid = (expr: string) => {
  const cursor = parser.parse(expr.replaceAll(/\$__\w+/g, '5m')).cursor();
  do if (cursor.type.isError) return false;
  while (cursor.next());
  return true;
};

describe.each([
  ['every metric of the catalogue', modern],
  ['the counters of 2021', plain],
])('the dashboards for %s', (_what, context) => {
  const dashboards = libraryDashboards(context);

  it('are all there, each a dashboard that can be kept', () => {
    expect(dashboards.map(({ id }) => id)).toEqual(
      ['fleet', 'node', 'device', 'pod', 'namespace', 'power-thermals', 'reliability', 'operator'].map(
        (name) => `gpu-${name}`,
      ),
    );
    for (const one of dashboards) expect(DashboardSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });

  it.each(dashboards.map((one) => [one.id, one] as const))('%s has something to show', (_id, { panels }) => {
    expect(panels.filter(asksQueries).length).toBeGreaterThan(0);
  });

  it.each(dashboards.map((one) => [one.id, one] as const))('%s asks valid PromQL', (_id, { panels }) => {
    for (const { expr } of panels.filter(asksQueries).flatMap(({ queries }) => queries)) {
      const ready = interpolateQuery(expr, chosen);
      expect(ready.problems).toEqual([]);
      expect(isValid(ready.expr), ready.expr).toBe(true);
      expect(ready.expr).not.toMatch(/\$(node|gpu|namespace|pod)\b/);
    }
  });

  it.each(dashboards.map((one) => [one.id, one] as const))('%s has no fault of its own', (id, one) => {
    const names = new Set([...context.exported]);
    const findings = lintDashboard(one, { metrics: { names, complete: false }, dialect: context.dialect });
    expect(findings.map(({ code, panel }) => `${id} ${code} ${panel}`)).toEqual([]);
  });

  it.each(dashboards.map((one) => [one.id, one] as const))(
    '%s lays no panel over another',
    (_id, { panels }) => {
      const taken = new Set<string>();
      for (const { grid } of panels) {
        if (grid === undefined) throw new Error('a panel has no place');
        expect(grid.x + grid.w).toBeLessThanOrEqual(GRID_COLUMNS);
        for (let x = grid.x; x < grid.x + grid.w; x += 1) {
          for (let y = grid.y; y < grid.y + grid.h; y += 1) {
            expect(taken.has(`${x} ${y}`)).toBe(false);
            taken.add(`${x} ${y}`);
          }
        }
      }
    },
  );
});

describe('the dashboards of exporters that name no workloads', () => {
  it('leave out what is about pods', () => {
    const dialect = { ...plain.dialect, workload: [] };
    const ids = libraryDashboards({ ...plain, dialect }).map(({ id }) => id);
    expect(ids).not.toContain('gpu-pod');
    expect(ids).not.toContain('gpu-namespace');
  });
});
