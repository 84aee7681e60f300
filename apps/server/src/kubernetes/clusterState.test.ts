import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { KubeApi, NODES, PODS } from '../testing/kubeApi.ts';
import { exporterPod, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { ClusterState } from './clusterState.ts';
import { KubernetesApi } from './kubernetesApi.ts';

const worker = kubeNode('worker-1');
const train = kubePod('train', { node: 'worker-1' });
const exporter = exporterPod('worker-1');

afterEach(() => vi.useRealTimers());

function follow(server: KubeApi, state = new ClusterState()) {
  const stopping = new AbortController();
  const ended = state.follow(new KubernetesApi(server.connection()), stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await server.stop();
    await ended;
  });
  return { state, ended, stop: () => stopping.abort() };
}

/** A state whose watches stand. */
async function following(...objects: KubeObject[]) {
  const server = await KubeApi.start(...objects);
  const followed = follow(server);
  await until('both watches stand', () => server.watching(NODES) === 1 && server.watching(PODS) === 1);
  return { server, ...followed };
}

describe('the state of the cluster', () => {
  it('holds GPU nodes, pods that ask for GPUs and the operator’s pods, and nothing else', async () => {
    const others = [kubeNode('web-1', { gpus: 0 }), kubePod('web', { node: 'web-1', gpus: 0 })];
    const { state } = await following(worker, train, exporter, ...others);
    expect([...state.nodes.keys()]).toEqual(['worker-1']);
    expect([...state.pods.keys()]).toEqual(['ml/train']);
    expect([...state.components.keys()]).toEqual(['gpu-operator/nvidia-dcgm-exporter-worker-1']);
  });

  it('takes no notice of new objects that do not concern GPUs', async () => {
    const { server, state } = await following(worker, train);
    server.put(kubeNode('web-1', { gpus: 0 }), kubeNode('worker-2'));
    server.put(kubePod('web', { gpus: 0 }), kubePod('eval'));
    await until('the others are there', () => state.nodes.has('worker-2') && state.pods.has('ml/eval'));
    expect([...state.nodes.keys()]).toEqual(['worker-1', 'worker-2']);
    expect([...state.pods.keys()]).toEqual(['ml/train', 'ml/eval']);
  });

  it('follows what changes about a node', async () => {
    const { server, state } = await following(worker);
    server.put(kubeNode('worker-1', { ready: false }));
    await until('the node is not ready', () => state.nodes.get('worker-1')?.ready === false);
  });

  it('drops a node that lost its GPUs', async () => {
    const { server, state } = await following(worker);
    server.put(kubeNode('worker-1', { gpus: 0 }));
    await until('the node is gone', () => state.nodes.size === 0);
  });

  it('drops what is deleted', async () => {
    const { server, state } = await following(worker, train, exporter);
    server.remove(worker, train, exporter);
    await until('all is gone', () => state.nodes.size + state.pods.size + state.components.size === 0);
  });

  it('keeps pods of one name in two namespaces apart', async () => {
    const { server, state } = await following(train, kubePod('train', { namespace: 'research' }));
    server.remove(train);
    await until('one pod is gone', () => state.pods.size === 1);
    expect([...state.pods.keys()]).toEqual(['research/train']);
  });

  it('drops what a new list no longer has', async () => {
    const { server, state } = await following(worker, kubeNode('worker-2'), train, exporter);
    const gone = { status: 410, message: 'too old resource version', times: 1 };
    for (const path of [NODES, PODS] as const) {
      server.refuse('watch', path, gone);
      server.endWatches(path);
    }
    server.remove(worker, train, exporter);
    await until('the node is gone', () => !state.nodes.has('worker-1'));
    await until('the pods are gone', () => state.pods.size + state.components.size === 0);
    expect([...state.nodes.keys()]).toEqual(['worker-2']);
  });

  it('leaves out an object that makes no sense, says so, and keeps the others', async () => {
    const broken = { metadata: { name: 'broken' }, status: { capacity: 'many' } };
    const server = await KubeApi.start(broken, worker);
    const problems: string[] = [];
    const { state } = follow(
      server,
      new ClusterState(gpuResourceTest(), (problem) => problems.push(problem)),
    );
    await until('both are listed', () => state.synced);
    expect([...state.nodes.keys()]).toEqual(['worker-1']);
    expect(problems).toEqual([expect.stringContaining('broken')]);
  });

  it('is followed no longer once the signal aborts', async () => {
    const { server, ended, stop } = await following(worker);
    stop();
    await expect(ended).resolves.toBeUndefined();
    await until('the watches are closed', () => server.watching(NODES) + server.watching(PODS) === 0);
  });
});

describe('resource claims', () => {
  const GROUP = 'resource.k8s.io';
  const claimOf = (apiVersion: string): KubeObject => ({
    apiVersion,
    kind: 'ResourceClaim',
    metadata: { name: 'gpu', namespace: 'ml', creationTimestamp: '2024-03-01T08:00:00Z' },
  });

  it.each([
    { served: ['v1', 'v1beta1'], version: 'v1' },
    { served: ['v1beta1'], version: 'v1beta1' },
    { served: ['v1beta1', 'v1beta2', 'v2alpha1'], version: 'v1beta2' },
  ])('are read in $version where $served are served', async ({ served, version }) => {
    const server = await KubeApi.start(worker);
    server.serve(GROUP, ...served);
    server.put(claimOf(`${GROUP}/${version}`));
    const { state } = follow(server);
    await until('the claim is known', () => state.claims.has('ml/gpu'));
    expect(state.health.state.state).toBe('ok');
  });

  it('do not say in which version their group has other kinds', async () => {
    const server = await KubeApi.start(worker);
    server.serve(GROUP, 'v1');
    server.put({
      apiVersion: `${GROUP}/v1alpha3`,
      kind: 'DeviceTaintRule',
      metadata: { name: 'broken', creationTimestamp: '2024-03-01T08:00:00Z' },
      spec: { deviceSelector: { driver: 'gpu.nvidia.com' }, taint: { key: 'broken', effect: 'NoSchedule' } },
    });
    const { state } = follow(server);
    await until('the rule is known', () => state.taintRules.has('broken'));
    await until('all were looked for', () => state.unreadDevices.size === 0);
    expect(state.deviceClasses.size).toBe(0);
  });

  it('are not missed where the API server has none', async () => {
    const { state } = await following(worker);
    await until('the nodes are known', () => state.synced);
    expect([state.health.state.state, state.claims.size, state.unreadable.size]).toEqual(['ok', 0, 0]);
  });

  it('that may not be read are said to be missing, and nothing else is', async () => {
    const server = await KubeApi.start(worker);
    server.serve(GROUP, 'v1');
    server.refuse('get', `/apis/${GROUP}/v1/resourceclaims`, {
      status: 403,
      message: 'resourceclaims is forbidden',
    });
    const { state } = follow(server);
    await until('the refusal is known', () => state.unreadable.size > 0);
    await until('the nodes are known', () => state.synced);
    expect(state.unreadable.get('resourceclaims')).toContain('forbidden');
    expect([...state.unreadable.keys()]).toEqual(['resourceclaims']);
    expect(state.health.state.state).toBe('ok');
  });
});

describe('the version of the state', () => {
  it.each([
    ['a created node', (server: KubeApi) => void server.put(kubeNode('worker-2'))],
    ['a changed node', (server: KubeApi) => void server.put(kubeNode('worker-1', { ready: false }))],
    ['a deleted node', (server: KubeApi) => server.remove(worker)],
    ['a created pod', (server: KubeApi) => void server.put(kubePod('eval'))],
    ['a deleted pod', (server: KubeApi) => server.remove(train)],
  ])('grows with %s', async (_, change) => {
    const { server, state } = await following(worker, train);
    const before = state.version;
    change(server);
    await until('the version grows', () => state.version > before);
  });

  it('stays when only a bookmark comes', async () => {
    const { server, state } = await following(worker);
    const before = state.version;
    const resourceVersion = server.bookmark(NODES);
    server.endWatches(NODES);
    await until('the bookmark is taken in', () =>
      server.asked('watch', NODES).some((query) => query['resourceVersion'] === resourceVersion),
    );
    expect(state.version).toBe(before);
  });
});

describe('the state before all is listed', () => {
  const forbidden = { status: 403, message: 'pods is forbidden' };

  it('is not synced and as of no time, though it shows what it has', async () => {
    const server = await KubeApi.start(worker, train);
    server.refuse('get', PODS, forbidden);
    const { state } = follow(server);
    await until('the nodes are there', () => state.nodes.size === 1);
    expect(state.synced).toBe(false);
    expect(state.asOf).toBeNull();
  });

  it('is synced once the second list comes', async () => {
    const server = await KubeApi.start(worker, train);
    server.refuse('get', PODS, { ...forbidden, times: 1 });
    const { state } = follow(server);
    await until('the state is synced', () => state.synced);
    expect([...state.pods.keys()]).toEqual(['ml/train']);
  });
});

describe('the health of the API server', () => {
  const T1 = 1_700_000_000;
  const T2 = T1 + 600;

  it('is unknown before anything was asked', () => {
    expect(new ClusterState().health.state.state).toBe('connecting');
  });

  it('is good and names its version while the watches stand', async () => {
    const { state } = await following(worker);
    await until('the version is there', () => state.health.state.version !== null);
    expect(state.health.state).toMatchObject({ state: 'ok', version: 'v1.29.2', reason: null });
  });

  it('makes the state right as of now while the watches stand', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: T1 * 1000 });
    const { state } = await following(worker);
    vi.setSystemTime(T2 * 1000);
    expect(state.asOf).toBe(T2);
  });

  it('says since when it is away, when it was last heard and why', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: T1 * 1000 });
    const { server, state } = await following(worker);
    await server.stop();
    await until('it is away', () => state.health.state.state === 'unreachable');
    vi.setSystemTime(T2 * 1000);
    await until('it was tried again', () => state.health.state.reason?.includes('ECONNREFUSED'));
    expect(state.health.state).toMatchObject({ state: 'unreachable', since: T1, lastHeard: T1 });
  });

  it('leaves the state as it was last heard while it is away', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: T1 * 1000 });
    const { server, state } = await following(worker);
    await server.stop();
    await until('it is away', () => state.health.state.state === 'unreachable');
    vi.setSystemTime(T2 * 1000);
    expect([...state.nodes.keys()]).toEqual(['worker-1']);
    expect(state.asOf).toBe(T1);
  });

  it('is good again once it returns, with all that happened meanwhile', async () => {
    const { server, state } = await following(worker, train);
    await server.stop();
    await until('it is away', () => state.health.state.state === 'unreachable');
    server.remove(train);
    server.put(kubeNode('worker-2'));
    await server.resume();
    await until('it is back', () => state.health.state.state === 'ok');
    await until('the state caught up', () => state.nodes.has('worker-2') && state.pods.size === 0);
  });

  it('tells a refusal in the API server’s words, and ends with the refusal', async () => {
    const message =
      'nodes is forbidden: User "system:serviceaccount:monitoring:gpu-console" cannot list resource "nodes" in API group "" at the cluster scope';
    const server = await KubeApi.start(worker, train);
    const allow = server.refuse('get', NODES, { status: 403, message });
    const { state } = follow(server);
    await until('the pods are there', () => state.pods.size === 1);
    await until('the refusal shows', () => state.health.state.reason === message);
    allow();
    await until('it is good', () => state.health.state.state === 'ok');
    expect(state.synced).toBe(true);
    expect(state.health.state.reason).toBeNull();
  });

  it('is not good while one of the two collections is refused', async () => {
    const server = await KubeApi.start(worker);
    server.refuse('get', PODS, { status: 403, message: 'pods is forbidden' });
    const { state } = follow(server);
    await until('the refusal shows', () => state.health.state.reason === 'pods is forbidden');
    await until('the nodes are watched', () => server.watching(NODES) === 1);
    server.put(kubeNode('worker-2'));
    await until('the node is there', () => state.nodes.has('worker-2'));
    expect(state.health.state).toMatchObject({ state: 'unreachable', reason: 'pods is forbidden' });
  });
});
