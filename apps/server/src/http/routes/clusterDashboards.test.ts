import { DashboardList, StoredDashboard } from '@gpu-console/shared/contract';
import { exportDashboard, importDocument } from '@gpu-console/shared/dashboards/codecs';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CONFIG_MAPS, KubeApi } from '../../testing/kubeApi.ts';
import type { KubeObject } from '../../testing/kubeObjects.ts';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';
import { until } from '../../testing/until.ts';

const GROUP = 'monitoring.kubesphere.io';
const ANNOTATION = 'gpu-console.io/dashboard';
const LIST = pathTo('dashboards', { cluster: 'default' });
const at = (id: string) => pathTo('dashboard', { cluster: 'default', dashboard: id });

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

/** A cluster of the test's own, and a console that may write to it unless told. */
async function cluster(versions: readonly string[], { writes = ['ml'] as readonly string[] | null } = {}) {
  const kube = await KubeApi.start();
  if (versions.length > 0) kube.serve(GROUP, ...versions);
  const console = await TestConsole.start(lab, { kube, ...(writes && { writes }) });
  onTestFinished(async () => {
    await console.stop();
    await kube.stop();
  });
  const save = (id: string, version: string | null, more: object = {}) =>
    console.send('PUT', at(id), {
      dashboard: { id, title: id, variables: [], panels: [], ...more },
      version,
    });
  const saved = async (...args: Parameters<typeof save>) =>
    StoredDashboard.parse((await save(...args)).json());
  const list = () => console.read(DashboardList, LIST);
  const own = async () => (await list()).items.filter(({ builtin }) => !builtin);
  return { kube, console, save, saved, list, own };
}

function kubesphere(name: string, more: object = {}, spec: object = {}): KubeObject {
  return {
    apiVersion: `${GROUP}/v1alpha2`,
    kind: 'ClusterDashboard',
    metadata: { name, uid: `uid-${name}`, ...more },
    spec: { title: `Applied ${name}`, panels: [], ...spec },
  };
}

const STORES = [
  {
    what: 'ClusterDashboards',
    versions: ['v1alpha2', 'v1alpha1'],
    id: 'mine',
    kind: 'kubesphere',
    object: { kind: 'ClusterDashboard', namespace: null, name: 'mine' },
    collection: `/apis/${GROUP}/v1alpha2/clusterdashboards`,
  },
  {
    what: 'ClusterDashboards of v1alpha1',
    versions: ['v1alpha1'],
    id: 'mine',
    kind: 'kubesphere',
    object: { kind: 'ClusterDashboard', namespace: null, name: 'mine' },
    collection: `/apis/${GROUP}/v1alpha1/clusterdashboards`,
  },
  {
    what: 'Dashboards of a namespace',
    versions: ['v1alpha2'],
    id: 'ml..mine',
    kind: 'kubesphere',
    object: { kind: 'Dashboard', namespace: 'ml', name: 'mine' },
    collection: `/apis/${GROUP}/v1alpha2/namespaces/ml/dashboards`,
  },
  {
    what: 'ConfigMaps',
    versions: [],
    id: 'mine',
    kind: 'configmaps',
    object: { kind: 'ConfigMap', namespace: 'gpu-console', name: 'mine' },
    collection: CONFIG_MAPS,
  },
] as const;

describe.each(STORES)('dashboards kept in $what', ({ versions, id, kind, object, collection }) => {
  it('are saved, listed, read, changed and deleted', async () => {
    const { console, saved, list, own } = await cluster(versions);
    const panels = [{ id: 'text', title: '', kind: 'text', format: 'plain', content: 'kept' }];
    const first = await saved(id, null, { panels });
    expect(first).toMatchObject({ object, builtin: false, dashboard: { id, panels } });
    expect(await console.read(StoredDashboard, at(id))).toEqual(first);
    expect(await list()).toMatchObject({ store: kind, readOnly: null, unreadable: [] });
    expect(await own()).toMatchObject([{ id, object, panels: 1 }]);

    const second = await saved(id, first.version, { title: { en: 'Two', 'zh-CN': '二' } });
    expect(second.version).not.toBe(first.version);
    expect(await console.read(StoredDashboard, at(id))).toEqual(second);
    expect(second.dashboard.title).toEqual({ en: 'Two', 'zh-CN': '二' });

    await console.send('DELETE', at(id), { version: second.version });
    expect(await problemOf(console.ask(at(id)))).toMatchObject({ code: 'dashboard_not_found' });
    expect(await own()).toEqual([]);
  });

  it('are not written over what somebody else wrote, who is told of', async () => {
    const { kube, console, save, saved } = await cluster(versions);
    const first = await saved(id, null);
    const current = await saved(id, first.version, { title: 'Two' });
    const changed = { status: 409, code: 'dashboard_changed', current };
    expect(await problemOf(save(id, first.version))).toMatchObject(changed);
    expect(await problemOf(save(id, null))).toMatchObject(changed);
    const late = console.send('DELETE', at(id), { version: first.version });
    expect(await problemOf(late)).toMatchObject(changed);
    // Between the console's look and its write.
    const message = 'the object has been modified';
    for (const verb of ['replace', 'delete'] as const)
      kube.refuse(verb, `${collection}/mine`, { status: 409, message, times: 1 });
    expect(await problemOf(save(id, current.version))).toMatchObject(changed);
    const raced = console.send('DELETE', at(id), { version: current.version });
    expect(await problemOf(raced)).toMatchObject(changed);

    await console.send('DELETE', at(id), { version: current.version });
    expect(await problemOf(save(id, current.version))).toMatchObject({ status: 409, current: null });
  });

  it('are refused in the API server’s own words', async () => {
    const { kube, console, save, saved } = await cluster(versions);
    const { version } = await saved(id, null);
    const message = 'dashboards is forbidden: User "console" cannot do that';
    kube.refuse('create', collection, { status: 403, message, times: 1 });
    for (const verb of ['replace', 'delete'] as const)
      kube.refuse(verb, `${collection}/mine`, { status: 403, message, times: 1 });
    const refused = { status: 403, code: 'store_refuses', detail: message };
    expect(await problemOf(save(id.replace('mine', 'other'), null))).toMatchObject(refused);
    expect(await problemOf(save(id, version))).toMatchObject(refused);
    expect(await problemOf(console.send('DELETE', at(id), { version }))).toMatchObject(refused);
    await kube.stop();
    expect(await problemOf(save(id, version))).toMatchObject({ status: 503, code: 'kubernetes_unreachable' });
  });

  it('are refused where Kubernetes has no room for them', async () => {
    const { save, own } = await cluster(versions);
    const content = 'x'.repeat(190_000);
    const panels = Array.from({ length: 6 }, (_, n) => ({
      ...{ id: `p${n}`, title: '', kind: 'text', format: 'plain', content },
    }));
    expect(await problemOf(save(id, null, { panels }))).toMatchObject({
      status: 403,
      code: 'store_refuses',
      detail: expect.stringMatching(/too large for the cluster: it makes 1,14\d,\d{3} bytes/),
    });
    expect(await own()).toEqual([]);
  });

  it('come back as the Grafana file that they were', async () => {
    const { console, saved } = await cluster(versions);
    const file = {
      title: 'From Grafana',
      schemaVersion: 39,
      uid: 'abc',
      panels: [
        {
          id: 1,
          type: 'timeseries',
          title: 'Heat',
          fieldConfig: { defaults: { custom: { pointSize: 7 } } },
          targets: [{ refId: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP' }],
        },
      ],
      fiscalYearStartMonth: 3,
    };
    const { id: _, ...imported } = importDocument(file).dashboard;
    await saved(id, null, imported);
    const { dashboard, version } = await console.read(StoredDashboard, at(id));
    expect(dashboard).toEqual({ ...imported, id });
    const grafana = { format: 'grafana', locale: 'en' } as const;
    const exported = exportDashboard({ ...dashboard, id: 'abc' }, grafana).document;
    expect(exported).toEqual(file);
    const edited = await saved(id, version, { ...imported, title: 'Edited' });
    expect(exportDashboard({ ...edited.dashboard, id: 'abc' }, grafana).document).toEqual({
      ...file,
      title: 'Edited',
    });
  });

  it('are shown only, and say why, where the console may not write', async () => {
    const { console, list, save } = await cluster(versions, { writes: null });
    expect((await list()).readOnly).toContain('ALLOW_WRITES=true');
    expect(await problemOf(save(id, null))).toMatchObject({
      status: 403,
      code: 'store_refuses',
      detail: expect.stringContaining('dashboards-role.yaml'),
    });
    const gone = console.send('DELETE', at(id), { version: '1' });
    expect(await problemOf(gone)).toMatchObject({ status: 403 });
  });
});

describe('what others do in the cluster', () => {
  it('shows at once', async () => {
    const { kube, own } = await cluster(['v1alpha2']);
    expect(await own()).toEqual([]);
    const applied = kubesphere('applied');
    kube.put(applied, { ...applied, kind: 'Dashboard', metadata: { name: 'applied', namespace: 'ml' } });
    await until('both are listed', async () => (await own()).length === 2);
    expect(await own()).toMatchObject([
      { id: 'applied', object: { kind: 'ClusterDashboard' } },
      { id: 'ml..applied', object: { kind: 'Dashboard', namespace: 'ml' } },
    ]);
    kube.put(kubesphere('applied', {}, { title: 'Edited' }));
    await until('the edit is listed', async () => (await own())[0]?.title === 'Edited');
    kube.remove(applied);
    await until('one is left', async () => (await own()).length === 1);
  });

  it('is kept on the object that the console changes', async () => {
    const { kube, console, saved } = await cluster(['v1alpha2']);
    const metadata = {
      labels: { team: 'ml' },
      annotations: { 'example.com/note': 'kept' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: 'b' }],
    };
    kube.put(kubesphere('theirs', metadata, { folder: 'unknown', panels: [] }));
    const { dashboard, version } = await console.read(StoredDashboard, at('theirs'));
    await saved('theirs', version, { ...dashboard, title: 'Edited', tags: ['new'] });
    const path = `/apis/${GROUP}/v1alpha2/clusterdashboards`;
    const object = await (
      await fetch(`${kube.config().getCurrentCluster()?.server}${path}/theirs`, {
        headers: { authorization: 'Bearer secret' },
      })
    ).json();
    expect(object).toMatchObject({
      metadata,
      spec: { title: 'Edited', folder: 'unknown', tags: ['new'], panels: [] },
    });
  });

  it('counts where it says something else than what the console kept beside it', async () => {
    const { kube, console, saved } = await cluster(['v1alpha2']);
    await saved('mine', null, { title: { en: 'One', 'zh-CN': '一' } });
    const edited = { annotations: { [ANNOTATION]: JSON.stringify({ id: 'mine' }) } };
    kube.put(kubesphere('mine', edited, { title: 'By hand' }));
    await until('the edit is read', async () => {
      const { dashboard } = await console.read(StoredDashboard, at('mine'));
      return dashboard.title === 'By hand';
    });
  });

  it('is told where it cannot be read, and hurts nobody', async () => {
    const { kube, console, list, own } = await cluster(['v1alpha2']);
    const { spec: _, ...empty } = kubesphere('broken');
    kube.put(empty, kubesphere('good'));
    expect(await own()).toMatchObject([{ id: 'good' }]);
    expect((await list()).unreadable).toEqual([
      { name: 'ClusterDashboard broken', reason: expect.stringContaining('spec') },
    ]);
    expect(await problemOf(console.ask(at('broken')))).toMatchObject({
      status: 422,
      code: 'dashboard_unreadable',
      detail: expect.stringContaining('ClusterDashboard broken is no dashboard'),
    });
  });

  it('may install KubeSphere’s kinds, to which new dashboards then go, and those in ConfigMaps stay', async () => {
    const { kube, saved, list, own } = await cluster([]);
    await saved('early', null);
    expect((await list()).store).toBe('configmaps');
    kube.serve(GROUP, 'v1alpha2');
    kube.put(kubesphere('applied'));
    await until('it is listed', async () => (await own()).some(({ id }) => id === 'applied'));
    expect(await saved('late', null)).toMatchObject({ object: { kind: 'ClusterDashboard' } });
    expect((await list()).store).toBe('kubesphere');
    expect(await own()).toMatchObject([
      { id: 'applied' },
      { id: 'late' },
      { id: 'early', object: { kind: 'ConfigMap' } },
    ]);
  });

  it('may be a ConfigMap that is no dashboard, which stays as it is', async () => {
    const { kube, save, own } = await cluster([]);
    const settings = {
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'gpu-console', uid: 'x' },
    };
    kube.put(settings);
    expect(await problemOf(save('settings', null))).toMatchObject({
      code: 'store_refuses',
      detail: 'configmaps "settings" already exists',
    });
    expect(await problemOf(save('settings', '101'))).toMatchObject({ status: 409, current: null });
    expect(await problemOf(save('ml..settings', null))).toMatchObject({
      code: 'store_refuses',
      detail: expect.stringContaining('choose a name without ".."'),
    });
    expect(await own()).toEqual([]);
  });

  it('may take a dashboard’s label away', async () => {
    const { kube, saved, own } = await cluster([]);
    await saved('mine', null);
    kube.put({ kind: 'ConfigMap', metadata: { name: 'mine', namespace: 'gpu-console', uid: 'x' } });
    await until('it is gone', async () => (await own()).length === 0);
  });
});

describe('a cluster that does not let the console look', () => {
  it('says so in the list', async () => {
    const { kube, list, save } = await cluster(['v1alpha2']);
    const message = 'clusterdashboards is forbidden';
    kube.refuse('get', `/apis/${GROUP}/v1alpha2/clusterdashboards`, { status: 403, message });
    kube.refuse('get', CONFIG_MAPS, { status: 403, message: 'configmaps is forbidden' });
    expect((await list()).unreadable).toEqual([{ name: 'ClusterDashboards', reason: message }]);
    expect((await save('mine', null)).status).toBe(200);
  });

  it('keeps nothing while it cannot be told what it has', async () => {
    const { kube, list, save } = await cluster(['v1alpha2']);
    kube.refuse('get', `/apis/${GROUP}`, { status: 500, message: 'etcd is away' });
    kube.refuse('get', CONFIG_MAPS, { status: 403, message: 'configmaps is forbidden' });
    expect((await list()).unreadable).toEqual([
      { name: 'ClusterDashboards', reason: 'etcd is away' },
      { name: 'Dashboards', reason: 'etcd is away' },
      { name: 'ConfigMaps', reason: 'configmaps is forbidden' },
    ]);
    expect(await problemOf(save('mine', null))).toMatchObject({
      code: 'store_refuses',
      detail: expect.stringContaining('etcd is away'),
    });
  });
});
