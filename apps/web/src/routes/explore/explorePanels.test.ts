import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { describe, expect, it } from 'vitest';
import { explorePanels } from './explorePanels.ts';

const TITLES = {
  graph: (ids: readonly string[], isOnly: boolean) => (isOnly ? 'Graph' : `Graph of ${ids.join(', ')}`),
  table: (id: string) => `Newest values of ${id}`,
};

const explored = (...exprs: string[]) => explorePanels(exprs, TITLES);

describe('the panels of queries', () => {
  it('put queries of one unit into one chart, each with a table of its own', () => {
    const { charts, tables } = explored('DCGM_FI_DEV_GPU_TEMP', 'max(DCGM_FI_DEV_GPU_TEMP)');
    expect(charts).toMatchObject([{ title: 'Graph', unit: 'celsius', queries: [{ id: 'A' }, { id: 'B' }] }]);
    expect(tables).toMatchObject([
      { title: 'Newest values of A', unit: 'celsius', queries: [{ id: 'A', instant: true }] },
      { title: 'Newest values of B', unit: 'celsius', queries: [{ id: 'B', instant: true }] },
    ]);
  });

  it('read values in the unit that the catalogue has for them', () => {
    const { charts } = explored('DCGM_FI_DEV_FB_USED', 'avg(DCGM_FI_DEV_GPU_UTIL)', 'no_such_metric');
    expect(charts).toMatchObject([
      { title: 'Graph of A', unit: 'bytes', scale: 2 ** 20 },
      { title: 'Graph of B', unit: 'ratio', scale: 0.01 },
      { title: 'Graph of C', unit: 'count', scale: 1 },
    ]);
  });

  it('can be kept in a dashboard', () => {
    const panels = explored('up', 'DCGM_FI_DEV_FB_USED').charts;
    expect(DashboardSchema.safeParse({ id: 'x', title: 'x', variables: [], panels }).success).toBe(true);
  });

  it('are none without queries', () => {
    expect(explored()).toEqual({ charts: [], tables: [] });
  });
});
