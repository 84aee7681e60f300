import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FaultProxy } from '../testing/faultProxy.ts';
import { KubeApi, NODES, PODS } from '../testing/kubeApi.ts';
import { type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { ClusterState } from './clusterState.ts';
import { GuardedKubeConfig } from './guardedKubeConfig.ts';
import { KubernetesApi } from './kubernetesApi.ts';
import { KubernetesConnection } from './kubernetesConnection.ts';
import { WatchLost } from './kubernetesError.ts';

const worker = kubeNode('worker-1');
const train = kubePod('train', { node: 'worker-1' });

/** A console's view of a cluster that is reached over a proxy. */
async function behindProxy(...objects: KubeObject[]) {
  const server = await KubeApi.start(...objects);
  const proxy = await FaultProxy.start(server.url);
  const connection = server.connection({ url: proxy.url });
  const api = new KubernetesApi(connection);
  const state = new ClusterState();
  const stopping = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  onTestFinished(async () => {
    stopping.abort();
    await proxy.stop();
    await server.stop();
    await ended;
    await connection.close();
  });
  const follow = () => {
    ended = state.follow(api, stopping.signal);
  };
  const synced = async () => {
    follow();
    await until('the watches stand', () => server.watching(NODES) === 1 && server.watching(PODS) === 1);
    await until('every other kind is known', () => state.settled);
  };
  return { server, proxy, api, state, follow, synced };
}

const { signal } = new AbortController();

describe('an API server that says nothing', () => {
  it('ends a watch that was open, which is then no more to be trusted', async () => {
    const { server, proxy, api } = await behindProxy(worker);
    const watch = api.watch(NODES, { resourceVersion: '0' }, () => {}, signal, { silenceMs: 200 });
    const failure = watch.catch((error: unknown) => error);
    await until('the watch stands', () => server.watching(NODES) === 1);
    proxy.freeze();
    expect(await failure).toBeInstanceOf(WatchLost);
    expect(String(await failure)).toContain('no response for 0.2 s');
  });

  it('is not taken for silent while bookmarks come', async () => {
    const { server, api } = await behindProxy(worker);
    const types: string[] = [];
    const resourceVersion = server.bookmark(NODES);
    const watch = api.watch(NODES, { resourceVersion }, ({ type }) => types.push(type), signal, {
      silenceMs: 300,
    });
    watch.catch(() => {});
    await until('the watch stands', () => server.watching(NODES) === 1);
    await until('five bookmarks have come', () => {
      server.bookmark(NODES);
      return types.length >= 5;
    });
    expect(new Set(types)).toEqual(new Set(['BOOKMARK']));
  });

  it('and does not answer a read is left at the deadline, however slowly it drips', async () => {
    const { proxy, api } = await behindProxy(worker);
    proxy.inject(/nodes/, { kind: 'drip', bytes: 1, everyMs: 20 });
    await expect(api.get(NODES, {}, 200)).rejects.toMatchObject({
      status: null,
      message: 'no whole answer within 0.2 s',
    });
    proxy.inject(/nodes/, { kind: 'silence' });
    await expect(api.get(NODES, {}, 200)).rejects.toMatchObject({ status: null });
  });

  it('is away from its last byte on, and known anew by a list once it returns', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_700_000_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const { server, proxy, state, follow } = await behindProxy(worker);
    const settle = (what: string, when: () => boolean) =>
      vi.waitFor(() => expect(when(), what).toBe(true), { timeout: 10_000, interval: 1 });
    follow();
    await settle('the watches stand', () => server.watching(NODES) === 1 && server.watching(PODS) === 1);
    await settle('it is well', () => state.health.state.state === 'ok');
    proxy.freeze();
    await settle('it is away', () => {
      vi.advanceTimersByTime(1000);
      return state.health.state.state === 'unreachable';
    });
    expect(state.health.state.reason).toContain('no response for');
    expect(state.asOf).toBe(state.health.state.lastHeard);
    expect(Date.now() / 1000 - (state.asOf ?? 0)).toBeGreaterThan(20);
    server.put(kubeNode('worker-2'));
    proxy.breakConnections();
    proxy.thaw();
    await settle('it is back', () => {
      vi.advanceTimersByTime(100);
      return state.health.state.state === 'ok' && state.nodes.has('worker-2');
    });
    expect(server.asked('get', NODES).length).toBeGreaterThan(1);
  });
});

describe('an answer that makes no sense', () => {
  it.each([
    ['HTML', '<html>Sign in</html>', /is no whole JSON \(text\/html/],
    ['JSON cut short', '{"metadata":{},"items":[{"meta', /is no whole JSON/],
    ['items that are null', '{"metadata":{"resourceVersion":"7"},"items":null}', /is no list of objects/],
    ['no version', '{"metadata":{},"items":[]}', /is a list without a version/],
    ['nothing', '', /is no whole JSON/],
  ])('is told in plain words: %s', async (_, body, reason) => {
    const { proxy, state, follow } = await behindProxy(worker);
    const end = proxy.inject(/nodes\?/, {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body,
    });
    follow();
    await until('it is told', () => reason.test(state.health.state.reason ?? ''));
    expect(state.health.state.reason).not.toMatch(/<html|\{|invalid_type|expected/);
    end();
    await until('it is mended', () => state.health.state.state === 'ok' && state.nodes.size === 1);
  });

  it('does not stand for an empty cluster for ever', async () => {
    const { server, proxy, state, follow } = await behindProxy(worker);
    const resourceVersion = server.bookmark(NODES);
    const empty = JSON.stringify({ metadata: { resourceVersion }, items: [] });
    proxy.inject(/nodes\?(?!.*watch)/, { kind: 'answer', status: 200, body: empty }, { times: 1 });
    follow();
    await until('the empty list is watched', () => server.watching(NODES) === 1);
    expect(state.nodes.size).toBe(0);
    server.endWatches(NODES);
    await until('it was listed again', () => state.nodes.size === 1);
  });

  it.each([
    ['an event without a version', '{"type":"ADDED","object":{"metadata":{"name":"x"}}}\n'],
    ['a line that is no JSON', '{"type":"ADD\n'],
    ['what is no event', '[]\n'],
  ])('in a watch leads to a new list: %s', async (_, line) => {
    const { server, proxy, state, follow } = await behindProxy(worker);
    proxy.inject(/nodes\?.*watch/, { kind: 'answer', status: 200, body: line }, { times: 1 });
    follow();
    await until('it was listed again', () => server.asked('get', NODES).length === 2);
    await until('it is well', () => state.health.state.state === 'ok' && state.nodes.size === 1);
  });
});

describe('objects that make no sense', () => {
  const broken = (name: string) => ({ ...kubePod(name), spec: { containers: 'many' } });

  it('are counted and named, and nothing else is missed', async () => {
    const { state, synced } = await behindProxy(worker, train, broken('odd-1'), broken('odd-2'));
    await synced();
    expect([...state.pods.keys()]).toEqual(['ml/train']);
    expect(state.gaps).toEqual([
      expect.stringMatching(/^2 of the pods could not be understood.*ml\/odd-1: spec\.containers/),
    ]);
  });

  it('are known no longer as they were before, and known again once they make sense', async () => {
    const { server, state, synced } = await behindProxy(worker, train);
    await synced();
    server.put(broken('train'));
    await until('it is told', () => state.gaps.length === 1);
    expect(state.pods.size).toBe(0);
    server.put(train);
    await until('it is known', () => state.pods.size === 1);
    expect(state.gaps).toEqual([]);
  });

  it('are forgotten once they are deleted', async () => {
    const { server, state, synced } = await behindProxy(worker, broken('odd'));
    await synced();
    server.remove(broken('odd'));
    await until('it is gone', () => state.gaps.length === 0);
  });
});

describe('a list', () => {
  it('that comes back empty moves the version on', async () => {
    const { server, state, synced } = await behindProxy(worker, train);
    await synced();
    await until('the pod is known', () => state.settled && state.pods.size === 1);
    server.refuse('watch', PODS, { status: 410, message: 'too old resource version', times: 1 });
    server.endWatches(PODS);
    const { version } = state;
    server.remove(train);
    await until('the pod is gone', () => state.pods.size === 0);
    expect(state.version).toBeGreaterThan(version);
  });

  it('that has not come is said to be still being read, whether or not the kind has to be there', async () => {
    const { server, proxy, state, follow } = await behindProxy(worker);
    server.serve('resource.k8s.io', 'v1');
    proxy.inject(/resourceclaims/, { kind: 'silence' });
    follow();
    await until('the others are known', () => state.synced && state.gaps.length === 1);
    expect(state.gaps).toEqual(['resourceclaims are still being read']);
    expect([state.tried, state.settled]).toEqual([false, false]);
    proxy.inject(/resourceclaims/, { kind: 'answer', status: 403, body: '{"message":"forbidden"}' });
    proxy.breakConnections();
    await until('the refusal is told', () => state.unreadable.get('resourceclaims') === 'forbidden');
    expect(state.tried).toBe(true);
  });
});

describe('a kind that is not served', () => {
  it('is no gap, also after a failure to ask for it', async () => {
    const { proxy, state, follow } = await behindProxy(worker);
    const fault = { kind: 'answer', status: 502, body: 'bad gateway' } as const;
    // For each kind of nvidia.com.
    proxy.inject(/^\/apis\/nvidia\.com$/, fault, { times: 3 });
    follow();
    await until('the failure is told', () => state.unreadable.has('nvidiadrivers'));
    await until('it is cleared', () => state.settled && state.unreadable.size === 0);
    expect(state.gaps).toEqual([]);
  });

  it('has no objects where its group and version are served for others', async () => {
    const { server, state, follow } = await behindProxy(worker);
    server.serve('nvidia.com', 'v1alpha1');
    const metadata = { name: 'default', creationTimestamp: '2024-03-01T08:00:00Z' };
    server.put({ apiVersion: 'nvidia.com/v1alpha1', kind: 'NVIDIADriver', metadata, spec: {} });
    follow();
    await until('all is known', () => state.settled);
    expect(state.drivers).toMatchObject({ value: [{ name: 'default' }] });
    expect(state.gpuClusters).toEqual({ value: [] });
    expect(state.gaps).toEqual([]);
  });

  it('any more has no objects', async () => {
    const { server, proxy, state, follow } = await behindProxy(worker);
    server.serve('resource.k8s.io', 'v1');
    const claim = { metadata: { name: 'gpu', namespace: 'ml', creationTimestamp: '2024-03-01T08:00:00Z' } };
    server.put({ ...claim, apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim' });
    follow();
    await until('the claim is known', () => state.claims.size === 1);
    proxy.inject(/resource\.k8s\.io/, { kind: 'answer', status: 404, body: '{}' });
    proxy.breakConnections();
    await until('it is gone', () => state.claims.size === 0 && state.unreadable.size === 0);
  });
});

describe('pods that may not be read', () => {
  it('are a reason, and not an empty list', async () => {
    const { server, state, follow } = await behindProxy(worker, train);
    server.refuse('get', PODS, { status: 403, message: 'pods is forbidden' });
    follow();
    await until('the refusal shows', () => state.health.state.reason === 'pods is forbidden');
    await until('the nodes are known', () => state.knows('nodes'));
    expect(state.knows('pods')).toBe(false);
  });

  it('yet are said to be still being read', async () => {
    const { proxy, state, follow } = await behindProxy(worker, train);
    proxy.inject(/pods\?/, { kind: 'silence' });
    follow();
    await until('the others are known', () => state.knows('nodes') && state.gaps.length === 1);
    expect(state.gaps).toEqual(['pods are still being read']);
  });
});

describe('connections', () => {
  it('are used again', async () => {
    const { proxy, api } = await behindProxy(worker);
    for (let n = 0; n < 100; n += 1) await api.get(NODES);
    expect(proxy.connections).toBeLessThanOrEqual(2);
  });

  it('are not reopened without a pause where watches end at once', async () => {
    const { server, proxy, follow } = await behindProxy(worker);
    proxy.inject(/watch/, { kind: 'answer', status: 200, body: '' });
    follow();
    const watches = () => proxy.requests.filter((path) => path.includes('nodes?') && path.includes('watch'));
    await until('three were opened', () => watches().length === 3);
    // With no pause there would be hundreds by now; the pauses before the third are 0.5 s and 1 s.
    expect(server.asked('get', NODES).length).toBeLessThan(4);
    expect(proxy.requests.filter((path) => path.includes('watch')).length).toBeLessThan(10);
  });

  it('do not follow a redirect, which would take the credentials elsewhere', async () => {
    const { server, proxy, api } = await behindProxy(worker);
    const location = `${server.url}${NODES}?token=canary`;
    proxy.inject(/nodes/, { kind: 'answer', status: 307, headers: { location } });
    const failure = await api.get(NODES).catch((error: unknown) => String(error));
    expect(failure).toContain(`redirects to ${server.url}${NODES}: give that address in the kubeconfig`);
    expect(failure).not.toContain('canary');
    expect(server.asked('get', NODES)).toEqual([]);
  });

  it('wait as long as an API server that is too busy tells', async () => {
    const { proxy, api } = await behindProxy(worker);
    const headers = { 'retry-after': '7', 'content-type': 'application/json' };
    const body = '{"message":"too many requests"}';
    proxy.inject(/nodes/, { kind: 'answer', status: 429, headers, body });
    await expect(api.get(NODES)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 7 });
  });
});

describe('credentials', () => {
  it('of a kubeconfig that changed are taken once the old ones are refused', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { server } = await behindProxy(worker);
    let token = 'old';
    const connection = new KubernetesConnection(() => server.config({ token }));
    const api = new KubernetesApi(connection);
    await expect(api.get(NODES)).rejects.toMatchObject({ status: 401 });
    token = 'secret';
    vi.advanceTimersByTime(60_000);
    await expect(api.get(NODES)).resolves.toMatchObject({ items: [{}] });
  });

  it('that a plugin does not give are missed in words that hold nothing of what it printed', async () => {
    const { server } = await behindProxy(worker);
    const config = new GuardedKubeConfig();
    const user = {
      name: 'test',
      exec: { command: 'sh', args: ['-c', 'echo canary; echo canary >&2; exit 1'] },
    };
    const cluster = server.config().getCurrentCluster();
    if (cluster === null) throw new Error('no cluster');
    config.loadFromClusterAndUser(cluster, user);
    const failure = await new KubernetesApi(new KubernetesConnection(() => config))
      .get(NODES)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: null, message: expect.stringContaining('plugin "sh" failed') });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('canary');
  });

  it('that a plugin keeps waiting for do not wedge a read', async () => {
    const { server } = await behindProxy(worker);
    const config = server.config();
    const cluster = config.getCurrentCluster();
    if (cluster === null) throw new Error('no cluster');
    const exec = { command: 'sh', args: ['-c', 'echo $$ >> /dev/null; exec sleep 2'] };
    config.loadFromClusterAndUser(cluster, { name: 'test', exec });
    const api = new KubernetesApi(new KubernetesConnection(() => config));
    await expect(api.get(NODES, {}, 100)).rejects.toMatchObject({ message: 'no whole answer within 0.1 s' });
  });
});
