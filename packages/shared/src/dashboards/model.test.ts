import { describe, expect, it } from 'vitest';
import { catalogueFields } from '../metrics/index.ts';
import { gpuDashboard } from './library/deviceDashboards.ts';
import type { Dashboard, DashboardPanel } from './model.ts';
import { DashboardSchema } from './schema.ts';

const builtin: readonly DashboardPanel[] = gpuDashboard({
  dialect: { uuid: ['UUID'], host: ['Hostname'], workload: [] },
  exported: new Set([...catalogueFields, 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS']),
}).panels;
const dashboard: Dashboard = { id: 'gpu', title: 'GPU', variables: [], panels: builtin };

describe('a dashboard', () => {
  it('holds the panels of the built-in pages as they are', () => {
    expect(DashboardSchema.parse(JSON.parse(JSON.stringify(dashboard)))).toEqual(dashboard);
  });

  it.each<[string, object]>([
    ['two panels of one id', { panels: [builtin[0], builtin[0]] }],
    ['a panel of no known kind', { panels: [{ id: 'x', kind: 'pie', title: '' }] }],
    ['a colour that is none', { panels: [{ ...builtin[0], colours: ['red;background:url(x)'] }] }],
    ['a panel past the last column', { panels: [{ ...builtin[0], grid: { x: 20, y: 0, w: 12, h: 8 } }] }],
    [
      'a variable that PromQL could not tell from its text',
      { variables: [{ name: 'a-b', kind: 'textbox', value: '' }] },
    ],
    ['an id that is no Kubernetes name', { id: 'GPU/1' }],
    ['a field that nobody knows', { colour: 'red' }],
  ])('is refused with %s', (_, fields) => {
    expect(DashboardSchema.safeParse({ ...dashboard, ...fields }).success).toBe(false);
  });
});
