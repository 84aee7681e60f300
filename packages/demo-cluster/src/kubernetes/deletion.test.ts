import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiServerOptions, RunningApiServer } from './apiServer.ts';
import type { ObjectStore } from './objectStore.ts';
import { pods, TestClient } from './testClient.ts';
import { dashboardDefinition, gpuPod, startTestCluster } from './testCluster.ts';

let store: ObjectStore;
let api: RunningApiServer;
let client: TestClient;

async function start(options: Partial<ApiServerOptions> = {}): Promise<void> {
  ({ store, api } = await startTestCluster(options));
  client = new TestClient(api.url);
}

beforeEach(() => start());
afterEach(() => api.close());

describe('deletion', () => {
  it('leaves a running pod its grace period, and says so to whoever stops it', async () => {
    await api.close();
    const deleted: string[] = [];
    await start({
      onPodDeleted: ({ metadata }) => {
        deleted.push(metadata.name);
        return 'handled';
      },
    });
    store.create(gpuPod('a'));
    const { body } = await client.call('DELETE', `${pods}/a`, { gracePeriodSeconds: 10 });
    expect(body).toMatchObject({
      metadata: { deletionGracePeriodSeconds: 10, deletionTimestamp: expect.any(String) },
    });
    expect(deleted).toEqual(['a']);
    expect(store.get('Pod', 'gpu', 'a')).toBeDefined();
    await client.call('DELETE', `${pods}/a?gracePeriodSeconds=0`);
    expect(store.get('Pod', 'gpu', 'a')).toBeUndefined();
  });

  it('removes at once what no kubelet runs', async () => {
    store.create(gpuPod('pending', { nodeName: '' }));
    await client.call('DELETE', `${pods}/pending`);
    expect(store.list('Pod')).toEqual([]);
  });

  it('takes dependents along, or orphans them', async () => {
    const owner = store.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'job', namespace: 'gpu' },
    });
    const ownerReferences = [{ kind: 'Job', name: 'job', uid: owner.metadata.uid }];
    const owned = gpuPod('owned', { nodeName: '' });
    store.create({ ...owned, metadata: { ...owned.metadata, ownerReferences } });
    const path = '/apis/batch/v1/namespaces/gpu/jobs/job';
    const wrong = await client.call('DELETE', path, { preconditions: { uid: 'other' } });
    expect(wrong).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    expect(await client.call('DELETE', path)).toMatchObject({
      body: { status: 'Success', details: { name: 'job' } },
    });
    expect(store.list('Pod')).toEqual([]);
  });

  it('waits for finalizers', async () => {
    const path = '/api/v1/namespaces/gpu/configmaps/held';
    store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'held', namespace: 'gpu', finalizers: ['demo/hold'] },
    });
    expect(await client.call('DELETE', path)).toHaveProperty('body.metadata.deletionTimestamp');
    await client.call('PATCH', path, { metadata: { finalizers: null } }, 'application/merge-patch+json');
    expect(await client.call('GET', path)).toMatchObject({ code: 404 });
  });

  it('empties a namespace before it goes', async () => {
    await api.close();
    await start({ onPodDeleted: () => 'handled' });
    store.create(gpuPod('a'));
    store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'gpu' } });
    await client.call('DELETE', '/api/v1/namespaces/gpu');
    expect(store.list('ConfigMap', 'gpu')).toEqual([]);
    expect(await client.get('/api/v1/namespaces/gpu')).toHaveProperty('status.phase', 'Terminating');
    expect(
      await client.call('POST', '/api/v1/namespaces/gpu/configmaps', { metadata: { name: 'd' } }),
    ).toMatchObject({
      code: 403,
    });
    store.delete('Pod', 'gpu', 'a');
    expect(await client.call('GET', '/api/v1/namespaces/gpu')).toMatchObject({ code: 404 });
  });

  it('forgets the resources of a definition with it', async () => {
    store.create(dashboardDefinition);
    const dashboards = '/apis/monitoring.kubesphere.io/v1alpha2/namespaces/gpu/dashboards';
    await client.call('POST', dashboards, { metadata: { name: 'gpu' }, spec: {} });
    const definition = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${dashboardDefinition.metadata.name}`;
    await client.call('DELETE', definition);
    expect(store.list('Dashboard')).toEqual([]);
    expect(await client.call('GET', dashboards)).toMatchObject({ code: 404 });
  });
});
