import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningApiServer } from './apiServer.ts';
import type { JsonRecord } from './jsonAccess.ts';
import type { KubeObject, ObjectStore } from './objectStore.ts';
import { pods, TestClient } from './testClient.ts';
import { dashboardDefinition, gpuPod, startTestCluster } from './testCluster.ts';

let store: ObjectStore;
let api: RunningApiServer;
let client: TestClient;

beforeEach(async () => {
  ({ store, api } = await startTestCluster());
  client = new TestClient(api.url);
});
afterEach(() => api.close());

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
    const { code, body } = await client.call('POST', pods, newPod());
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

  it('let a node that says nothing else allocate all that it has', async () => {
    const capacity = { 'nvidia.com/gpu': '8' };
    const node = { metadata: { name: 'worker-gpu-002' }, status: { capacity } };
    const { body } = await client.call('POST', '/api/v1/nodes', node);
    expect(body['status']).toEqual({ capacity, allocatable: capacity });
  });

  it.each(['2', '+2', '2.', '2e0', '2000m', '0.002k'])('take %s for two GPUs', async (two) => {
    const resources = { limits: { 'nvidia.com/gpu': two }, requests: { 'nvidia.com/gpu': 2 } };
    const spec = { containers: [{ name: 'main', image: 'nvidia/cuda', resources }] };
    expect(await client.call('POST', pods, newPod({ spec }))).toMatchObject({ code: 201 });
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
      'half a GPU',
      pods,
      newPod({
        spec: {
          containers: [{ name: 'a', image: 'b', resources: { limits: { 'nvidia.com/gpu': '1500m' } } }],
        },
      }),
      422,
      'spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "1500m": must be an integer',
    ],
    [
      'less than no GPU',
      pods,
      newPod({
        spec: { containers: [{ name: 'a', image: 'b', resources: { limits: { 'nvidia.com/gpu': '-1' } } }] },
      }),
      422,
      'Invalid value: "-1": must be greater than or equal to 0',
    ],
    [
      'a GPU limit that is another number than the request',
      pods,
      newPod({
        spec: {
          containers: [
            {
              name: 'a',
              image: 'b',
              resources: { limits: { 'nvidia.com/gpu': '2' }, requests: { 'nvidia.com/gpu': '1' } },
            },
          ],
        },
      }),
      422,
      'must be equal to nvidia.com/gpu limit',
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
    const answer = await client.call('POST', path, body);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', code });
    expect(answer.code).toBe(code);
    expect(answer.body['message']).toContain(message);
  });

  it('refuse media types, methods and names that do not fit', async () => {
    expect(await client.call('POST', pods, {}, 'text/csv')).toMatchObject({ code: 415 });
    expect(await client.call('PATCH', `${pods}/a`, {}, 'text/csv')).toMatchObject({ code: 415 });
    expect(await client.call('PUT', pods, {})).toMatchObject({ code: 405 });
    expect(await client.call('GET', `${pods}/a`)).toMatchObject({
      code: 404,
      body: { message: 'pods "a" not found' },
    });
    store.create(gpuPod('a'));
    const renamed = await client.call('PUT', `${pods}/a`, newPod());
    expect(renamed.body['message']).toBe(
      'the name of the object (new) does not match the name on the URL (a)',
    );
  });

  it('keep a running pod as it was scheduled', async () => {
    const pod = store.create(gpuPod('a'));
    const path = `${pods}/a`;
    const patch = 'application/strategic-merge-patch+json';
    expect(await client.call('PATCH', path, { metadata: { labels: { x: '1' } } }, patch)).toMatchObject({
      code: 200,
    });
    const moved = await client.call('PATCH', path, { spec: { nodeName: 'other' } }, patch);
    expect(moved).toMatchObject({ code: 422, body: { reason: 'Invalid' } });
    const stale = await client.call('PUT', path, pod);
    expect(stale).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
  });

  it('write status and spec each through its own path', async () => {
    const node = '/api/v1/nodes/worker-gpu-001';
    const merge = 'application/merge-patch+json';
    const change = { spec: { unschedulable: true }, status: { phase: 'x' } };
    expect((await client.call('PATCH', node, change, merge)).body).not.toHaveProperty('status.phase');
    const { body } = await client.call('PATCH', `${node}/status`, { ...change, spec: null }, merge);
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
    const first = (await client.call('POST', services, service('a'))).body;
    expect(first).toMatchObject({ spec: { clusterIP: '10.233.0.10', ports: [{ nodePort: 30_086 }] } });
    const taken = await client.call('POST', services, service('b', 30_086));
    expect(taken.body['message']).toContain('provided port is already allocated');
    const outside = await client.call('POST', services, service('b', 80));
    expect(outside.body['message']).toContain('The range of valid ports is 30000-32767');
    const again = await client.call('PUT', `${services}/a`, service('a'));
    expect(again.body).toMatchObject({ spec: { ports: [{ nodePort: 30_086 }] } });
  });

  it('only pretend in a dry run', async () => {
    const before = store.resourceVersion;
    expect(await client.call('POST', `${pods}?dryRun=All`, newPod())).toMatchObject({ code: 201 });
    expect(await client.call('DELETE', '/api/v1/nodes/worker-gpu-001?dryRun=All')).toMatchObject({
      code: 200,
    });
    expect(store.resourceVersion).toBe(before);
  });

  it('count the generations of a spec', async () => {
    store.create(dashboardDefinition);
    const dashboards = '/apis/monitoring.kubesphere.io/v1alpha2/namespaces/gpu/dashboards';
    const body = { metadata: { name: 'gpu' }, spec: { title: 'a' } };
    expect(await client.call('POST', dashboards, body)).toHaveProperty('body.metadata.generation', 1);
    const merge = 'application/merge-patch+json';
    const changed = await client.call('PATCH', `${dashboards}/gpu`, { spec: { title: 'b' } }, merge);
    expect(changed).toHaveProperty('body.metadata.generation', 2);
  });

  it('replace the very version that was read, and note when', async () => {
    store.create(dashboardDefinition);
    const dashboards = '/apis/monitoring.kubesphere.io/v1alpha2/namespaces/gpu/dashboards';
    const body = { metadata: { name: 'gpu' }, spec: { title: 'a' } };
    const created = await client.call('POST', dashboards, body);
    expect(created).toHaveProperty('body.metadata.managedFields.0.time', expect.any(String));
    const metadata = { name: 'gpu', resourceVersion: String(store.resourceVersion) };
    const changed = { metadata, spec: { title: 'b' } };
    const url = `${dashboards}/gpu`;
    expect(await client.call('PUT', url, changed)).toMatchObject({ code: 200 });
    expect(await client.call('PUT', url, changed)).toMatchObject({ code: 409 });
    const stale = { preconditions: { resourceVersion: metadata.resourceVersion } };
    expect(await client.call('DELETE', url, stale)).toMatchObject({ code: 409 });
    const now = { preconditions: { resourceVersion: String(store.resourceVersion) } };
    expect(await client.call('DELETE', url, now)).toMatchObject({ code: 200 });
  });
});

describe('pods/binding', () => {
  it('puts a pod on a node once', async () => {
    store.create(gpuPod('a', { nodeName: '' }, { phase: 'Pending' }));
    const bind = { target: { kind: 'Node', name: 'worker-gpu-001' } };
    expect(await client.call('POST', `${pods}/a/binding`, bind)).toMatchObject({ code: 201 });
    expect(store.get('Pod', 'gpu', 'a')?.spec).toMatchObject({ nodeName: 'worker-gpu-001' });
    expect(await client.call('POST', `${pods}/a/binding`, bind)).toMatchObject({ code: 409 });
  });
});
