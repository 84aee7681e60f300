import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiServerOptions, RunningApiServer } from './apiServer.ts';
import { type JsonRecord, listAt, textAt } from './jsonAccess.ts';
import type { KubeObject, ObjectStore } from './objectStore.ts';
import { dashboardDefinition, gpuPod, startTestCluster, type TestLogs } from './testCluster.ts';

let store: ObjectStore;
let logs: TestLogs;
let api: RunningApiServer;

async function start(options: Partial<ApiServerOptions> = {}): Promise<void> {
  ({ store, logs, api } = await startTestCluster(options));
}

beforeEach(() => start());
afterEach(() => api.close());

type Answer = { code: number; body: JsonRecord };

async function call(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<Answer> {
  const response = await fetch(`${api.url}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': type } }),
  });
  return { code: response.status, body: (await response.json()) as JsonRecord };
}

async function get(path: string, accept = 'application/json'): Promise<JsonRecord> {
  const response = await fetch(`${api.url}${path}`, { headers: { Accept: accept } });
  return (await response.json()) as JsonRecord;
}

function names(list: unknown): string[] {
  return listAt(list, 'items').map((item) => textAt(item, 'metadata', 'name'));
}

/** An open watch: `next()` is the next event, undefined when the server ended it. */
async function watch(path: string, accept = 'application/json') {
  const leaving = new AbortController();
  const response = await fetch(`${api.url}${path}`, { headers: { Accept: accept }, signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  const next = async (): Promise<JsonRecord | undefined> => {
    while (!buffer.includes('\n')) {
      const { value, done = true } = (await reader?.read()) ?? {};
      if (done) return undefined;
      buffer += value;
    }
    const end = buffer.indexOf('\n');
    const line = buffer.slice(0, end);
    buffer = buffer.slice(end + 1);
    return JSON.parse(line) as JsonRecord;
  };
  const nextNamed = async (): Promise<string> => {
    const event = await next();
    return event ? `${textAt(event, 'type')} ${textAt(event, 'object', 'metadata', 'name')}` : 'end';
  };
  return { next, nextNamed, leave: () => leaving.abort() };
}

const pods = '/api/v1/namespaces/gpu/pods';

describe('discovery', () => {
  it('names groups, versions and resources, those of CRDs too', async () => {
    expect(textAt(await get('/version'), 'gitVersion')).toBe('v1.19.8');
    expect(textAt(await get('/version'), 'minor')).toBe('19');
    store.create(dashboardDefinition);
    const groups = listAt(await get('/apis'), 'groups');
    const group = groups.find((entry) => textAt(entry, 'name') === 'monitoring.kubesphere.io');
    expect(textAt(group, 'preferredVersion', 'version')).toBe('v1alpha2');
    const resources = listAt(await get('/apis/monitoring.kubesphere.io/v1alpha2'), 'resources');
    expect(resources).toMatchObject([{ name: 'dashboards', kind: 'Dashboard', namespaced: true }]);
    expect(await get('/apis/nosuch.io')).toMatchObject({ kind: 'Status', code: 404 });
  });

  it('serves resource.k8s.io only when told', async () => {
    expect(await get('/apis/resource.k8s.io/v1/resourceslices')).toMatchObject({ code: 404 });
    await api.close();
    await start({ resourceApi: 'v1', version: { gitVersion: 'v1.34.0' } });
    expect(await get('/apis/resource.k8s.io/v1/resourceslices')).toMatchObject({ kind: 'ResourceSliceList' });
    expect(await get('/apis/discovery.k8s.io/v1beta1/endpointslices')).toMatchObject({ code: 404 });
  });

  it.each(['/healthz', '/livez', '/readyz'])('%s', async (path) => {
    expect(await (await fetch(api.url + path)).text()).toBe('ok');
  });
});

describe('lists', () => {
  it('shows on every page the state of the first', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) store.create(gpuPod(name));
    const first = await get(`${pods}?limit=2`);
    expect(names(first)).toEqual(['a', 'b']);
    expect(first).toHaveProperty('metadata.remainingItemCount', 3);
    store.delete('Pod', 'gpu', 'c');
    store.create(gpuPod('f'));
    store.modify('Pod', 'gpu', 'd', (draft) => {
      draft.metadata.labels = { changed: 'yes' };
    });
    const second = await get(`${pods}?limit=2&continue=${textAt(first, 'metadata', 'continue')}`);
    expect(names(second)).toEqual(['c', 'd']);
    expect(textAt(second, 'items', 1, 'metadata', 'labels', 'changed')).toBe('');
    const third = await get(`${pods}?limit=2&continue=${textAt(second, 'metadata', 'continue')}`);
    expect(names(third)).toEqual(['e']);
    expect(third).not.toHaveProperty('metadata.continue');
    const version = textAt(first, 'metadata', 'resourceVersion');
    expect(textAt(third, 'metadata', 'resourceVersion')).toBe(version);
    const exact = await get(`${pods}?resourceVersion=${version}&resourceVersionMatch=Exact`);
    expect(names(exact)).toEqual(['a', 'b', 'c', 'd', 'e']);
    store.compact();
    const gone = await call('GET', `${pods}?continue=${textAt(first, 'metadata', 'continue')}`);
    expect(gone).toMatchObject({ code: 410, body: { reason: 'Expired' } });
  });

  it('selects by labels and fields', async () => {
    store.create(gpuPod('a'));
    store.create(gpuPod('b', { nodeName: '' }, { phase: 'Pending' }));
    expect(names(await get(`${pods}?fieldSelector=spec.nodeName%3Dworker-gpu-001`))).toEqual(['a']);
    expect(names(await get('/api/v1/pods?labelSelector=app+in+(trainer)&limit=1'))).toEqual(['a']);
    expect(await get(`${pods}?fieldSelector=spec.color%3Dred`)).toMatchObject({ code: 400 });
  });

  it('knows what versions it cannot serve', async () => {
    expect(await call('GET', `${pods}?resourceVersion=999999`)).toMatchObject({ code: 504 });
    expect(await call('GET', `${pods}?resourceVersion=x`)).toMatchObject({ code: 400 });
    expect(await call('GET', `${pods}?resourceVersionMatch=Exact`)).toMatchObject({ code: 422 });
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
    const body = await get(pods, table);
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
    expect(await get(`${pods}?includeObject=Object`, table)).toHaveProperty('rows.0.object.kind', 'Pod');
    expect(await get(`${pods}?includeObject=None`, table)).not.toHaveProperty('rows.0.object');
  });

  it('prints a node, and custom resources by the columns of their definition', async () => {
    store.modify('Node', undefined, 'worker-gpu-001', (node) => {
      node.spec = { unschedulable: true };
    });
    expect(await get('/api/v1/nodes/worker-gpu-001', table)).toHaveProperty(
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
    expect(await get(path, table)).toHaveProperty('rows.0.cells', ['gpu', 'GPUs', 'True', '0s']);
    const plain = await get(path.replace('v1alpha2', 'v1alpha1'), table);
    expect(plain).toHaveProperty('rows.0.cells', ['gpu', '0s']);
  });

  it('leaves out all but the metadata when asked', async () => {
    store.create(gpuPod('a'));
    const body = await get(pods, 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io');
    expect(body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ metadata: { name: 'a' } }] });
    expect(body).not.toHaveProperty('items.0.spec');
  });
});

describe('watches', () => {
  it('show an object that enters and leaves the selection', async () => {
    const { nextNamed, leave } = await watch(
      `${pods}?watch=1&resourceVersion=${String(store.resourceVersion)}&labelSelector=tier`,
    );
    store.create(gpuPod('a'));
    const relabel = (labels: Record<string, string>): void => {
      store.modify('Pod', 'gpu', 'a', ({ metadata }) => {
        metadata.labels = labels;
      });
    };
    relabel({ tier: 'gold' });
    relabel({ tier: 'silver' });
    relabel({});
    relabel({ tier: 'iron' });
    store.delete('Pod', 'gpu', 'a');
    const seen = [];
    for (let i = 0; i < 5; i++) seen.push(await nextNamed());
    expect(seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED a', 'DELETED a']);
    leave();
  });

  it('start with what is there, mark the end of it, and end in time', async () => {
    store.create(gpuPod('a'));
    const { next, nextNamed } = await watch(
      `${pods}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1`,
    );
    expect(await nextNamed()).toBe('ADDED a');
    expect(await next()).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Pod', metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
    expect(await next()).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(store.resourceVersion) } },
    });
    expect(await next()).toBeUndefined();
  });

  it('send bookmarks by the clock to those who ask', async () => {
    await api.close();
    await start({ bookmarkSeconds: 0.05 });
    const { next, leave } = await watch(`${pods}?watch=true&allowWatchBookmarks=true`);
    expect(await next()).toMatchObject({ type: 'BOOKMARK' });
    leave();
  });

  it('tell a version that is forgotten', async () => {
    store.create(gpuPod('a'));
    store.compact();
    const { next } = await watch(`${pods}?watch=true&resourceVersion=1`);
    expect(await next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    expect(await next()).toBeUndefined();
  });

  it('name the columns of a table once', async () => {
    store.create(gpuPod('a'));
    store.create(gpuPod('b'));
    const accept = 'application/json;as=Table;v=v1beta1;g=meta.k8s.io';
    const { next, leave } = await watch(`${pods}?watch=true`, accept);
    expect(listAt(await next(), 'object', 'columnDefinitions')).toHaveLength(9);
    expect(listAt(await next(), 'object', 'columnDefinitions')).toHaveLength(0);
    leave();
  });
});

describe('writes', () => {
  const newPod = (more: JsonRecord = {}): JsonRecord => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'new' },
    spec: {
      containers: [{ name: 'main', image: 'nvidia/cuda', resources: { limits: { 'nvidia.com/gpu': 2 } } }],
    },
    status: { phase: 'Running' },
    ...more,
  });

  it('default a pod', async () => {
    const { code, body } = await call('POST', pods, newPod());
    expect(code).toBe(201);
    expect(body).toMatchObject({
      metadata: { namespace: 'gpu', uid: expect.any(String) },
      spec: {
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        terminationGracePeriodSeconds: 30,
        containers: [
          {
            imagePullPolicy: 'Always',
            resources: { limits: { 'nvidia.com/gpu': '2' }, requests: { 'nvidia.com/gpu': '2' } },
          },
        ],
        tolerations: [{ tolerationSeconds: 300 }, { key: 'node.kubernetes.io/unreachable' }],
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    });
  });

  it.each<[string, string, unknown, number, string]>([
    [
      'a name that is none',
      pods,
      newPod({ metadata: { name: 'New_' } }),
      422,
      'Pod "New_" is invalid: metadata.name',
    ],
    ['no name', pods, newPod({ metadata: {} }), 422, 'name or generateName is required'],
    [
      'no containers',
      pods,
      newPod({ spec: {} }),
      422,
      'Pod "new" is invalid: spec.containers: Required value',
    ],
    [
      'a GPU that is requested and not limited',
      pods,
      newPod({
        spec: { containers: [{ name: 'a', image: 'b', resources: { requests: { 'nvidia.com/gpu': '1' } } }] },
      }),
      422,
      'Limit must be set for non overcommitable resources',
    ],
    [
      'another namespace',
      pods,
      newPod({ metadata: { name: 'new', namespace: 'other' } }),
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    ['a namespace that is not there', '/api/v1/namespaces/x/pods', newPod(), 404, 'namespaces "x" not found'],
    ['another kind', pods, newPod({ kind: 'Node' }), 400, 'cannot be handled as a Pod'],
    [
      'another version',
      pods,
      newPod({ apiVersion: 'v2' }),
      400,
      'the API version in the data (v2) does not match',
    ],
    ['an existing object', '/api/v1/nodes', { metadata: { name: 'worker-gpu-001' } }, 409, 'already exists'],
    ['a body without end', pods, newPod({ x: 'x'.repeat(3_200_000) }), 413, 'limit is 3145728'],
    ['an unknown resource', '/api/v1/nosuch', {}, 404, 'the server could not find the requested resource'],
  ])('refuse %s', async (_, path, body, code, message) => {
    const answer = await call('POST', path, body);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', code });
    expect(answer.code).toBe(code);
    expect(answer.body['message']).toContain(message);
  });

  it('refuse media types, methods and names that do not fit', async () => {
    expect(await call('POST', pods, {}, 'text/csv')).toMatchObject({ code: 415 });
    expect(await call('PATCH', `${pods}/a`, {}, 'text/csv')).toMatchObject({ code: 415 });
    expect(await call('PUT', pods, {})).toMatchObject({ code: 405 });
    expect(await call('GET', `${pods}/a`)).toMatchObject({
      code: 404,
      body: { message: 'pods "a" not found' },
    });
    store.create(gpuPod('a'));
    const renamed = await call('PUT', `${pods}/a`, newPod());
    expect(renamed.body['message']).toBe(
      'the name of the object (new) does not match the name on the URL (a)',
    );
  });

  it('keep a running pod as it was scheduled', async () => {
    const pod = store.create(gpuPod('a'));
    const path = `${pods}/a`;
    const patch = 'application/strategic-merge-patch+json';
    expect(await call('PATCH', path, { metadata: { labels: { x: '1' } } }, patch)).toMatchObject({
      code: 200,
    });
    const moved = await call('PATCH', path, { spec: { nodeName: 'other' } }, patch);
    expect(moved).toMatchObject({ code: 422, body: { reason: 'Invalid' } });
    const stale = await call('PUT', path, pod);
    expect(stale).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
  });

  it('write status and spec each through its own path', async () => {
    const node = '/api/v1/nodes/worker-gpu-001';
    const merge = 'application/merge-patch+json';
    const change = { spec: { unschedulable: true }, status: { phase: 'x' } };
    expect((await call('PATCH', node, change, merge)).body).not.toHaveProperty('status.phase');
    const { body } = await call('PATCH', `${node}/status`, { ...change, spec: null }, merge);
    expect(body).toMatchObject(change);
  });

  it('give node ports, each once', async () => {
    const services = '/api/v1/namespaces/gpu/services';
    const service = (name: string, nodePort?: number): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { type: 'NodePort', ports: [{ port: 80, ...(nodePort && { nodePort }) }] },
    });
    const first = (await call('POST', services, service('a'))).body;
    expect(first).toMatchObject({ spec: { clusterIP: '10.233.0.10', ports: [{ nodePort: 30_000 }] } });
    const taken = await call('POST', services, service('b', 30_000));
    expect(taken.body['message']).toContain('provided port is already allocated');
    const outside = await call('POST', services, service('b', 80));
    expect(outside.body['message']).toContain('The range of valid ports is 30000-32767');
    const again = await call('PUT', `${services}/a`, service('a'));
    expect(again.body).toMatchObject({ spec: { ports: [{ nodePort: 30_000 }] } });
  });

  it('only pretend in a dry run', async () => {
    const before = store.resourceVersion;
    expect(await call('POST', `${pods}?dryRun=All`, newPod())).toMatchObject({ code: 201 });
    expect(await call('DELETE', '/api/v1/nodes/worker-gpu-001?dryRun=All')).toMatchObject({ code: 200 });
    expect(store.resourceVersion).toBe(before);
  });

  it('count the generations of a spec', async () => {
    store.create(dashboardDefinition);
    const dashboards = '/apis/monitoring.kubesphere.io/v1alpha2/namespaces/gpu/dashboards';
    const body = { metadata: { name: 'gpu' }, spec: { title: 'a' } };
    expect(await call('POST', dashboards, body)).toHaveProperty('body.metadata.generation', 1);
    const merge = 'application/merge-patch+json';
    const changed = await call('PATCH', `${dashboards}/gpu`, { spec: { title: 'b' } }, merge);
    expect(changed).toHaveProperty('body.metadata.generation', 2);
  });
});

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
    const { body } = await call('DELETE', `${pods}/a`, { gracePeriodSeconds: 10 });
    expect(body).toMatchObject({
      metadata: { deletionGracePeriodSeconds: 10, deletionTimestamp: expect.any(String) },
    });
    expect(deleted).toEqual(['a']);
    expect(store.get('Pod', 'gpu', 'a')).toBeDefined();
    await call('DELETE', `${pods}/a?gracePeriodSeconds=0`);
    expect(store.get('Pod', 'gpu', 'a')).toBeUndefined();
  });

  it('removes at once what no kubelet runs', async () => {
    store.create(gpuPod('pending', { nodeName: '' }));
    await call('DELETE', `${pods}/pending`);
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
    const wrong = await call('DELETE', path, { preconditions: { uid: 'other' } });
    expect(wrong).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    expect(await call('DELETE', path)).toMatchObject({
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
    expect(await call('DELETE', path)).toHaveProperty('body.metadata.deletionTimestamp');
    await call('PATCH', path, { metadata: { finalizers: null } }, 'application/merge-patch+json');
    expect(await call('GET', path)).toMatchObject({ code: 404 });
  });

  it('empties a namespace before it goes', async () => {
    await api.close();
    await start({ onPodDeleted: () => 'handled' });
    store.create(gpuPod('a'));
    store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'gpu' } });
    await call('DELETE', '/api/v1/namespaces/gpu');
    expect(store.list('ConfigMap', 'gpu')).toEqual([]);
    expect(await get('/api/v1/namespaces/gpu')).toHaveProperty('status.phase', 'Terminating');
    expect(
      await call('POST', '/api/v1/namespaces/gpu/configmaps', { metadata: { name: 'd' } }),
    ).toMatchObject({
      code: 403,
    });
    store.delete('Pod', 'gpu', 'a');
    expect(await call('GET', '/api/v1/namespaces/gpu')).toMatchObject({ code: 404 });
  });

  it('forgets the resources of a definition with it', async () => {
    store.create(dashboardDefinition);
    const dashboards = '/apis/monitoring.kubesphere.io/v1alpha2/namespaces/gpu/dashboards';
    await call('POST', dashboards, { metadata: { name: 'gpu' }, spec: {} });
    const definition = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${dashboardDefinition.metadata.name}`;
    await call('DELETE', definition);
    expect(store.list('Dashboard')).toEqual([]);
    expect(await call('GET', dashboards)).toMatchObject({ code: 404 });
  });
});

describe('pods/binding', () => {
  it('puts a pod on a node once', async () => {
    store.create(gpuPod('a', { nodeName: '' }, { phase: 'Pending' }));
    const bind = { target: { kind: 'Node', name: 'worker-gpu-001' } };
    expect(await call('POST', `${pods}/a/binding`, bind)).toMatchObject({ code: 201 });
    expect(store.get('Pod', 'gpu', 'a')?.spec).toMatchObject({ nodeName: 'worker-gpu-001' });
    expect(await call('POST', `${pods}/a/binding`, bind)).toMatchObject({ code: 409 });
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
    await call('POST', '/apis/events.k8s.io/v1/namespaces/gpu/events', note);
    const [event] = listAt(await get('/api/v1/events?fieldSelector=involvedObject.name%3Da'), 'items');
    expect(event).toMatchObject({ message: 'hello', involvedObject: { kind: 'Pod' } });
    const later = await get('/apis/events.k8s.io/v1/events');
    expect(later).toMatchObject({ items: [{ apiVersion: 'events.k8s.io/v1', note: 'hello' }] });
  });
});

describe('logs', () => {
  it('of a container that is not there or has not started', async () => {
    store.create(gpuPod('a', { containers: [{ name: 'main' }, { name: 'side' }] }));
    const messages = await Promise.all(
      ['', '?container=x', '?container=side'].map(
        async (query) => (await get(`${pods}/a/log${query}`))['message'],
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
