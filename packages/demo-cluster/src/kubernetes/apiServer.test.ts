import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiServerOptions, RunningApiServer } from './apiServer.ts';
import { listAt, textAt } from './jsonAccess.ts';
import type { ObjectStore } from './objectStore.ts';
import { names, pods, TestClient } from './testClient.ts';
import { dashboardDefinition, gpuPod, startTestCluster, type TestLogs } from './testCluster.ts';

let store: ObjectStore;
let logs: TestLogs;
let api: RunningApiServer;
let client: TestClient;

async function start(options: Partial<ApiServerOptions> = {}): Promise<void> {
  ({ store, logs, api } = await startTestCluster(options));
  client = new TestClient(api.url);
}

beforeEach(() => start());
afterEach(() => api.close());

describe('discovery', () => {
  it('names groups, versions and resources, those of CRDs too', async () => {
    expect(textAt(await client.get('/version'), 'gitVersion')).toBe('v1.19.8');
    expect(textAt(await client.get('/version'), 'minor')).toBe('19');
    store.create(dashboardDefinition);
    const groups = listAt(await client.get('/apis'), 'groups');
    const group = groups.find((entry) => textAt(entry, 'name') === 'monitoring.kubesphere.io');
    expect(textAt(group, 'preferredVersion', 'version')).toBe('v1alpha2');
    const resources = listAt(await client.get('/apis/monitoring.kubesphere.io/v1alpha2'), 'resources');
    expect(resources).toMatchObject([{ name: 'dashboards', kind: 'Dashboard', namespaced: true }]);
    expect(await client.get('/apis/nosuch.io')).toMatchObject({ kind: 'Status', code: 404 });
  });

  it('serves resource.k8s.io only when told', async () => {
    expect(await client.get('/apis/resource.k8s.io/v1/resourceslices')).toMatchObject({ code: 404 });
    await api.close();
    await start({ resourceApi: 'v1', version: { gitVersion: 'v1.34.0' } });
    expect(await client.get('/apis/resource.k8s.io/v1/resourceslices')).toMatchObject({
      kind: 'ResourceSliceList',
    });
    expect(await client.get('/apis/discovery.k8s.io/v1beta1/endpointslices')).toMatchObject({ code: 404 });
  });

  it.each(['/healthz', '/livez', '/readyz'])('%s', async (path) => {
    expect(await (await fetch(api.url + path)).text()).toBe('ok');
  });
});

describe('lists', () => {
  it('shows on every page the state of the first', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) store.create(gpuPod(name));
    const first = await client.get(`${pods}?limit=2`);
    expect(names(first)).toEqual(['a', 'b']);
    expect(first).toHaveProperty('metadata.remainingItemCount', 3);
    store.delete('Pod', 'gpu', 'c');
    store.create(gpuPod('f'));
    store.modify('Pod', 'gpu', 'd', (draft) => {
      draft.metadata.labels = { changed: 'yes' };
    });
    const second = await client.get(`${pods}?limit=2&continue=${textAt(first, 'metadata', 'continue')}`);
    expect(names(second)).toEqual(['c', 'd']);
    expect(textAt(second, 'items', 1, 'metadata', 'labels', 'changed')).toBe('');
    const third = await client.get(`${pods}?limit=2&continue=${textAt(second, 'metadata', 'continue')}`);
    expect(names(third)).toEqual(['e']);
    expect(third).not.toHaveProperty('metadata.continue');
    const version = textAt(first, 'metadata', 'resourceVersion');
    expect(textAt(third, 'metadata', 'resourceVersion')).toBe(version);
    const exact = await client.get(`${pods}?resourceVersion=${version}&resourceVersionMatch=Exact`);
    expect(names(exact)).toEqual(['a', 'b', 'c', 'd', 'e']);
    store.compact();
    const gone = await client.call('GET', `${pods}?continue=${textAt(first, 'metadata', 'continue')}`);
    expect(gone).toMatchObject({ code: 410, body: { reason: 'Expired' } });
  });

  it('selects by labels and fields', async () => {
    store.create(gpuPod('a'));
    store.create(gpuPod('b', { nodeName: '' }, { phase: 'Pending' }));
    expect(names(await client.get(`${pods}?fieldSelector=spec.nodeName%3Dworker-gpu-001`))).toEqual(['a']);
    expect(names(await client.get('/api/v1/pods?labelSelector=app+in+(trainer)&limit=1'))).toEqual(['a']);
    expect(await client.get(`${pods}?fieldSelector=spec.color%3Dred`)).toMatchObject({ code: 400 });
  });

  it('knows what versions it cannot serve', async () => {
    expect(await client.call('GET', `${pods}?resourceVersion=999999`)).toMatchObject({ code: 504 });
    expect(await client.call('GET', `${pods}?resourceVersion=x`)).toMatchObject({ code: 400 });
    expect(await client.call('GET', `${pods}?resourceVersionMatch=Exact`)).toMatchObject({ code: 422 });
  });

  it('gives JSON to clients that prefer protobuf, and compresses what is long', async () => {
    store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'long', namespace: 'gpu' },
      data: { text: 'x'.repeat(200_000) },
    });
    const response = await fetch(`${api.url}/api/v1/configmaps`, {
      headers: { Accept: 'application/vnd.kubernetes.protobuf,application/json', 'Accept-Encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(names(await response.json())).toEqual(['long']);
  });
});

describe('tables', () => {
  const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

  it('prints pods', async () => {
    store.create(gpuPod('a'));
    const body = await client.get(pods, table);
    const columns = listAt(body, 'columnDefinitions');
    expect(columns.map((column) => textAt(column, 'name'))).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
      'IP',
      'Node',
      'Nominated Node',
      'Readiness Gates',
    ]);
    expect(body).toHaveProperty('rows.0.cells', [
      'a',
      '1/1',
      'Running',
      '0',
      '0s',
      '10.233.64.9',
      'worker-gpu-001',
      '<none>',
      '<none>',
    ]);
    expect(body).toHaveProperty('rows.0.object.kind', 'PartialObjectMetadata');
    expect(await client.get(`${pods}?includeObject=Object`, table)).toHaveProperty(
      'rows.0.object.kind',
      'Pod',
    );
    expect(await client.get(`${pods}?includeObject=None`, table)).not.toHaveProperty('rows.0.object');
  });

  it('prints a node, and custom resources by the columns of their definition', async () => {
    store.modify('Node', undefined, 'worker-gpu-001', (node) => {
      node.spec = { unschedulable: true };
    });
    expect(await client.get('/api/v1/nodes/worker-gpu-001', table)).toHaveProperty(
      'rows.0.cells',
      expect.arrayContaining(['Ready,SchedulingDisabled', 'worker', 'v1.19.8', '172.16.0.5']),
    );
    store.create(dashboardDefinition);
    store.create({
      apiVersion: 'monitoring.kubesphere.io/v1alpha2',
      kind: 'Dashboard',
      metadata: { name: 'gpu', namespace: 'gpu' },
      spec: { title: 'GPUs' },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    const path = '/apis/monitoring.kubesphere.io/v1alpha2/dashboards';
    expect(await client.get(path, table)).toHaveProperty('rows.0.cells', ['gpu', 'GPUs', 'True', '0s']);
    const plain = await client.get(path.replace('v1alpha2', 'v1alpha1'), table);
    expect(plain).toHaveProperty('rows.0.cells', ['gpu', '0s']);
  });

  it('leaves out all but the metadata when asked', async () => {
    store.create(gpuPod('a'));
    const body = await client.get(pods, 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io');
    expect(body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ metadata: { name: 'a' } }] });
    expect(body).not.toHaveProperty('items.0.spec');
  });
});

describe('events', () => {
  it('are one list under both of their APIs', async () => {
    const note = {
      metadata: { name: 'e' },
      regarding: { kind: 'Pod', name: 'a' },
      note: 'hello',
      reason: 'Greeted',
    };
    await client.call('POST', '/apis/events.k8s.io/v1/namespaces/gpu/events', note);
    const [event] = listAt(await client.get('/api/v1/events?fieldSelector=involvedObject.name%3Da'), 'items');
    expect(event).toMatchObject({ message: 'hello', involvedObject: { kind: 'Pod' } });
    const later = await client.get('/apis/events.k8s.io/v1/events');
    expect(later).toMatchObject({ items: [{ apiVersion: 'events.k8s.io/v1', note: 'hello' }] });
  });
});

describe('logs', () => {
  it('of a container that is not there or has not started', async () => {
    store.create(gpuPod('a', { containers: [{ name: 'main' }, { name: 'side' }] }));
    const messages = await Promise.all(
      ['', '?container=x', '?container=side'].map(
        async (query) => (await client.get(`${pods}/a/log${query}`))['message'],
      ),
    );
    expect(messages).toEqual([
      'a container name must be specified for pod a, choose one of: [main side]',
      'container x is not valid for pod a',
      'container "side" in pod "a" is waiting to start: ContainerCreating',
    ]);
  });

  it('stop following when the client leaves', async () => {
    store.create(gpuPod('a'));
    const leaving = new AbortController();
    await fetch(`${api.url}${pods}/a/log?follow=true`, { signal: leaving.signal });
    expect(logs.followers).toBe(1);
    leaving.abort();
    await expect.poll(() => logs.followers, { timeout: 10_000 }).toBe(0);
  });
});
