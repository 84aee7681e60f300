import type { DashboardObject } from '@gpu-console/shared/contract';
import { expect, it } from 'vitest';
import { Denied } from '../access/denied.ts';
import {
  type DashboardStore,
  type Stored,
  StoreRefusal,
  StoreUnreadable,
} from '../dashboards/dashboardStore.ts';
import type { ResourceAttributes } from '../kubernetes/accessReviews.ts';
import { ViewedDashboards } from './viewedDashboards.ts';

const PLACES: Readonly<Record<string, DashboardObject | null>> = {
  'a..one': { kind: 'Dashboard', namespace: 'a', name: 'one' },
  'b..two': { kind: 'Dashboard', namespace: 'b', name: 'two' },
  cluster: { kind: 'ClusterDashboard', namespace: null, name: 'cluster' },
  map: { kind: 'ConfigMap', namespace: 'gpu-console', name: 'map' },
  file: null,
};

const dashboardOf = (id: string) => ({ id, title: id, variables: [], panels: [] });
const storedAs = (id: string): Stored => ({
  dashboard: dashboardOf(id),
  version: '1',
  updatedAt: null,
  object: PLACES[id] ?? null,
});

/** A store that notes whom it is asked for. */
function storeOf() {
  const calls: unknown[] = [];
  const store: DashboardStore = {
    kind: 'kubesphere',
    readOnly: null,
    list: async () => ({
      stored: Object.keys(PLACES).map((id) => ({ ...storedAs(id), panels: 0 })),
      unreadable: [{ name: 'Dashboard b/broken', reason: 'it says b' }],
    }),
    get: async (id) => {
      if (id === 'map') throw new StoreUnreadable('ConfigMap map', 'secret words');
      return storedAs(id);
    },
    placeOf: async (id) => {
      const place = PLACES[id];
      if (place === undefined) throw new StoreRefusal('no such kind');
      return place;
    },
    put: async (dashboard, version, by) => {
      calls.push(['put', dashboard.id, version, by?.user]);
      return storedAs(dashboard.id);
    },
    remove: async (id, version, by) => {
      calls.push(['remove', id, version, by?.user]);
    },
  };
  return { store, calls };
}

const subject = { user: 'ann', groups: [], uid: null, extra: {} };

function viewed(rights: readonly string[], namespaces: ReadonlySet<string> | null = null) {
  const { store, calls } = storeOf();
  const may = async ({ verb, group = '', resource, namespace = '' }: ResourceAttributes) =>
    rights.includes(`${verb} ${group.split('.')[0]}/${resource} ${namespace}`.trim());
  return { calls, dashboards: new ViewedDashboards(store, { subject, may, namespaces }) };
}

const listed = async ({ dashboards }: ReturnType<typeof viewed>) =>
  (await dashboards.list()).stored.map(({ dashboard }) => dashboard.id);

it('each kind goes by a right of its own', async () => {
  expect(await listed(viewed([]))).toEqual([]);
  expect(await listed(viewed(['list monitoring/dashboards a']))).toEqual(['a..one']);
  expect(await listed(viewed(['list monitoring/clusterdashboards']))).toEqual(['cluster']);
  expect(await listed(viewed(['list /configmaps gpu-console']))).toEqual(['map']);
  expect(await listed(viewed(['list gpu-console/dashboards']))).toEqual(['file']);
});

it('what could not be read is nobody’s to hear of', async () => {
  const { dashboards } = viewed(['list monitoring/dashboards b']);
  expect((await dashboards.list()).unreadable).toEqual([]);
  expect(await dashboards.get('map')).toBeUndefined();
});

it('one that may not be got, and a name that nothing can have, are both not there', async () => {
  const { dashboards } = viewed(['get monitoring/dashboards a']);
  expect(await dashboards.get('b..two')).toBeUndefined();
  expect(await dashboards.get('c..three')).toBeUndefined();
  expect(await dashboards.get('a..one')).toMatchObject({ version: '1' });
});

it('namespaces that are chosen leave out dashboards of others', async () => {
  const rights = [
    'list monitoring/dashboards a',
    'list monitoring/dashboards b',
    'list monitoring/clusterdashboards',
    'get monitoring/dashboards b',
  ];
  const view = viewed(rights, new Set(['a']));
  expect(await listed(view)).toEqual(['a..one', 'cluster']);
  expect(await view.dashboards.get('b..two')).toBeUndefined();
});

it('what is written takes the right to get it, too, and is written in the viewer’s name', async () => {
  const { calls, dashboards } = viewed([
    'update monitoring/dashboards a',
    'get monitoring/dashboards a',
    'create monitoring/dashboards a',
    'delete monitoring/dashboards b',
  ]);
  await dashboards.put(dashboardOf('a..one'), '1');
  await dashboards.put(dashboardOf('a..one'), null);
  await expect(dashboards.remove('a..one', '1')).rejects.toThrow(
    'Kubernetes does not let you delete dashboards in namespace "a"',
  );
  await expect(dashboards.remove('b..two', '1')).rejects.toThrow(Denied);
  await expect(dashboards.put(dashboardOf('cluster'), null)).rejects.toThrow(Denied);
  expect(calls).toEqual([
    ['put', 'a..one', '1', 'ann'],
    ['put', 'a..one', null, 'ann'],
  ]);
});
