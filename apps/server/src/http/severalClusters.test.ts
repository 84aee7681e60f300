import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterList, NodeList } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { noAuthentication } from '../access/authentication.ts';
import { ClusterSupervisor } from '../cluster/clusterSupervisor.ts';
import { followConfigFile } from '../config/followConfigFile.ts';
import { createLogger } from '../logger.ts';
import { FaultProxy } from '../testing/faultProxy.ts';
import { KubeApi } from '../testing/kubeApi.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { drawnByThread, Lab } from '../testing/lab.ts';
import { until } from '../testing/until.ts';
import { createApp } from './app.ts';
import { Clusters } from './clusters.ts';
import { httpServer } from './httpServer.ts';
import { Instruments } from './instruments.ts';

const POLL_MS = 20;
const NODES = '/api/v1/nodes';
const pictures = drawnByThread();
let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(async () => {
  await pictures.stop();
  await lab.stop();
});

/** A cluster of the test's own with one node, and proxies before its sources. */
async function world(id: string) {
  const kube = await KubeApi.start(kubeNode(`node-of-${id}`), kubePod('talks', { node: `node-of-${id}` }));
  const kubernetes = await FaultProxy.start(kube.url);
  const prometheus = await FaultProxy.start(lab.prometheus.url);
  onTestFinished(async () => {
    await kubernetes.stop();
    await prometheus.stop();
    await kube.stop();
  });
  return { id, kube, kubernetes, prometheus };
}
type World = Awaited<ReturnType<typeof world>>;

function kubeconfigOf(server: string, user: object): string {
  return JSON.stringify({
    clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  });
}

/** The whole console over a CONFIG_FILE, as main.ts puts it together. */
async function consoleOver(worlds: readonly World[]) {
  const folder = mkdtempSync(join(tmpdir(), 'gpu-console-clusters-'));
  const log: string[] = [];
  const logger = createLogger('info', { write: (line) => log.push(line) });
  const clusters = new Clusters();
  const ended = new AbortController();
  const supervisor = new ClusterSupervisor({
    logger,
    onRequest: () => {},
    onChange: (shown) => clusters.show(shown),
    pollMs: POLL_MS,
  });
  const put = (name: string, text: string) => {
    // As editors do: whoever reads the file sees the old one or the new one.
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  const putKubeconfig = ({ id, kubernetes }: World, user: object = { token: 'secret' }) =>
    put(`${id}.kubeconfig`, kubeconfigOf(kubernetes.url, user));
  const entry = ({ id, prometheus }: World, more: object = {}) => ({
    id,
    kubernetes: { kubeconfig: `${id}.kubeconfig` },
    prometheus: { url: prometheus.url },
    ...more,
  });
  const list = (...entries: readonly object[]) => put('clusters.yaml', JSON.stringify({ clusters: entries }));
  for (const one of worlds) putKubeconfig(one);
  list(...worlds.map((one) => entry(one)));
  const app = createApp({
    authentication: noAuthentication,
    basePath: '',
    frameAncestors: [],
    metricsApart: false,
    clusters,
    pictures,
    instruments: new Instruments(),
    logger,
    version: '1.2.3',
    loopbackOnly: true,
    allowedHosts: [],
    trustProxy: 0,
    validateReplies: true,
    webRoot: undefined,
    stopping: ended.signal,
  });
  const http = httpServer(app);
  onTestFinished(async () => {
    ended.abort();
    await supervisor.stop();
    await http.drain(0);
    rmSync(folder, { recursive: true });
  });
  const start = () =>
    followConfigFile(join(folder, 'clusters.yaml'), {
      apply: (settings) => supervisor.apply(settings),
      logger,
      signal: ended.signal,
      pollMs: POLL_MS,
    });
  const serve = async () => {
    await start();
    http.server.listen(0, '127.0.0.1');
    await once(http.server, 'listening');
  };
  const urlOf = (path: string) => {
    const address = http.server.address();
    if (address === null || typeof address === 'string') throw new Error('the console does not listen');
    return `http://127.0.0.1:${address.port}${path}`;
  };
  const ask = async (path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) } as const;
    const reply = await request(urlOf(path), body === undefined ? {} : post);
    return { status: reply.statusCode, json: await reply.body.json() };
  };
  const states = async () => {
    const { items } = ClusterList.parse((await ask('/api/v1/clusters')).json);
    return items.map(({ id, kubernetes }) => `${id} ${kubernetes.state}`);
  };
  const shows = (...expected: readonly string[]) =>
    until(`the console shows ${expected}`, async () => String(await states()) === String(expected));
  const nodesOf = async (id: string) =>
    NodeList.parse((await ask(pathTo('nodes', { cluster: id }))).json).items.map(({ name }) => name);
  const logged = (words: string) => until(`it logs ${words}`, () => log.find((line) => line.includes(words)));
  return {
    folder,
    clusters,
    supervisor,
    put,
    putKubeconfig,
    entry,
    list,
    serve,
    urlOf,
    ask,
    states,
    shows,
    nodesOf,
    logged,
  };
}

describe('the clusters that a file lists', () => {
  it('are shown in its order, each with what is its own', async () => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([b, a]);
    await console.serve();
    await console.shows('b ok', 'a ok');
    expect(await console.nodesOf('a')).toEqual(['node-of-a']);
    expect(await console.nodesOf('b')).toEqual(['node-of-b']);
  });

  it('come, go and change without a restart, and the others notice nothing', async () => {
    const [a, b, c] = [await world('a'), await world('b'), await world('c')];
    const console = await consoleOver([a, b]);
    await console.serve();
    await console.shows('a ok', 'b ok');
    const before = console.clusters.get('a');
    console.putKubeconfig(c);
    console.list(console.entry(c), console.entry(a), console.entry(b, { gpuResources: ['amd.com/gpu'] }));
    await console.shows('c ok', 'a ok', 'b ok');
    console.list(console.entry(a));
    await console.shows('a ok');
    expect(console.clusters.get('a')).toBe(before);
    expect(a.kube.asked('get', NODES)).toHaveLength(1);
    expect(b.kube.asked('get', NODES)).toHaveLength(2);
    expect(await console.nodesOf('a')).toEqual(['node-of-a']);
  });

  it('are read through a link that is swapped, as those of a mounted ConfigMap', async () => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([a]);
    console.putKubeconfig(b);
    const version = (name: string, ...entries: readonly object[]) => {
      mkdirSync(join(console.folder, name));
      writeFileSync(join(console.folder, name, 'clusters.yaml'), JSON.stringify({ clusters: entries }));
      symlinkSync(name, join(console.folder, '..data.new'));
      renameSync(join(console.folder, '..data.new'), join(console.folder, '..data'));
    };
    const at = (one: World) =>
      console.entry(one, { kubernetes: { kubeconfig: join(console.folder, `${one.id}.kubeconfig`) } });
    version('..1', at(a));
    rmSync(join(console.folder, 'clusters.yaml'));
    symlinkSync('..data/clusters.yaml', join(console.folder, 'clusters.yaml'));
    await console.serve();
    await console.shows('a ok');
    version('..2', at(a), at(b));
    await console.shows('a ok', 'b ok');
  });

  it('stay as they were where the new file has a mistake, which is logged with its place', async () => {
    const a = await world('a');
    const console = await consoleOver([a]);
    await console.serve();
    await console.shows('a ok');
    console.put('clusters.yaml', 'clusters:\n  - id: A\n');
    await console.logged('clusters.yaml:2:9: clusters[0].id: must be lower-case');
    rmSync(join(console.folder, 'clusters.yaml'));
    await console.logged('ENOENT');
    expect(await console.states()).toEqual(['a ok']);
    console.list(console.entry(a, { name: 'New' }));
    await until('the file counts again', () => console.clusters.get('a').name === 'New');
  });

  it('are not shown at all where the first file has a mistake', async () => {
    const console = await consoleOver([]);
    await expect(console.serve()).rejects.toThrow('clusters.yaml:1:13: clusters: lists no cluster');
  });
});

describe('a cluster that is in trouble', () => {
  it('disturbs no other, whatever of it is away or hangs', async () => {
    const [good, hangs, away] = [await world('good'), await world('hangs'), await world('away')];
    const [broken, plugin] = [await world('broken'), await world('plugin')];
    hangs.kubernetes.inject(/./, { kind: 'silence' });
    hangs.prometheus.inject(/./, { kind: 'silence' });
    away.kubernetes.inject(/./, { kind: 'reset' });
    away.prometheus.inject(/./, { kind: 'reset' });
    const console = await consoleOver([plugin, broken, away, hangs, good]);
    console.put('broken.kubeconfig', 'clusters: {');
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sleep', args: ['5'] };
    console.putKubeconfig(plugin, { exec });
    await console.serve();
    await console.shows(
      'plugin connecting',
      'broken unreachable',
      'away unreachable',
      'hangs connecting',
      'good ok',
    );
    expect(await console.nodesOf('good')).toEqual(['node-of-good']);
    expect(console.clusters.get('broken').state.health.state.reason).toContain(
      'broken.kubeconfig is not YAML',
    );
  });

  it('is waited for only so long before the console is ready, and one that comes later not at all', async () => {
    const [good, hangs, later] = [await world('good'), await world('hangs'), await world('later')];
    hangs.kubernetes.inject(/./, { kind: 'silence' });
    later.kubernetes.inject(/./, { kind: 'silence' });
    const console = await consoleOver([good, hangs]);
    await console.serve();
    await console.shows('good ok', 'hangs connecting');
    await until('the good one is read', () => console.clusters.get('good').state.tried);
    expect(await console.ask('/readyz')).toMatchObject({ status: 503, json: { status: 'starting' } });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await console.ask('/readyz')).toMatchObject({ status: 200, json: { status: 'ready' } });
    console.putKubeconfig(later);
    console.list(console.entry(good), console.entry(later));
    await console.shows('good ok', 'later connecting');
    expect(await console.ask('/readyz')).toMatchObject({ status: 200, json: { status: 'ready' } });
  });

  it('that its kubeconfig is, is shown once that can be used', async () => {
    const a = await world('a');
    const console = await consoleOver([a]);
    rmSync(join(console.folder, 'a.kubeconfig'));
    await console.serve();
    await console.shows('a unreachable');
    expect(console.clusters.get('a').state.health.state.reason).toContain('ENOENT');
    console.putKubeconfig(a);
    await console.shows('a ok');
  });
});

it('a token that is missing is its own cluster’s trouble, until it is there', async () => {
  const [a, b] = [await world('a'), await world('b')];
  const console = await consoleOver([]);
  for (const one of [a, b]) console.putKubeconfig(one);
  console.list(
    console.entry(a, { prometheus: { url: a.prometheus.url, tokenFile: 'token' } }),
    console.entry(b),
  );
  await console.serve();
  await console.shows('a ok', 'b ok');
  const states = () => console.clusters.all.map(({ prometheus }) => prometheus.health.state);
  await until('the token is missed', () =>
    states()[0]?.reason?.includes('The token for Prometheus cannot be read'),
  );
  await until('the other is read', () => states()[1]?.state === 'ok');
  console.put('token', 'late');
  await until('Prometheus is read', async () => {
    // As a viewer does: it is asked only while somebody looks.
    await console.states();
    return states()[0]?.state === 'ok';
  });
});

describe('a kubeconfig that changes', () => {
  it('with other credentials is used from then on, and what is known stays', async () => {
    const a = await world('a');
    const console = await consoleOver([a]);
    console.putKubeconfig(a, { token: 'expired' });
    await console.serve();
    await console.shows('a unreachable');
    const before = console.clusters.get('a');
    console.putKubeconfig(a, { token: 'secret' });
    await console.shows('a ok');
    expect(console.clusters.get('a')).toBe(before);
  });

  it('to lead to another cluster, leads there', async () => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([a]);
    await console.serve();
    await console.shows('a ok');
    console.put('a.kubeconfig', kubeconfigOf(b.kubernetes.url, { token: 'secret' }));
    await until(
      'its nodes are those of the other',
      async () => (await console.nodesOf('a'))[0] === 'node-of-b',
    );
  });

  it('into what cannot be used, leaves the cluster as it is', async () => {
    const a = await world('a');
    const console = await consoleOver([a]);
    await console.serve();
    await console.shows('a ok');
    console.put('a.kubeconfig', 'clusters: {');
    await console.logged('the kubeconfig changed and cannot be used');
    expect(await console.states()).toEqual(['a ok']);
  });
});

describe('a cluster that ends', () => {
  it('leaves no connection, and nothing asks it any more', async () => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([a, b]);
    await console.serve();
    await console.shows('a ok', 'b ok');
    const removed = console.clusters.get('b');
    // Whatever begins to look at it by itself.
    await removed.facts.get();
    await removed.dashboards.list();
    expect(b.kubernetes.open).toBeGreaterThan(0);
    console.list(console.entry(a));
    await console.shows('a ok');
    await until('its connections are gone', () => b.kubernetes.open + b.prometheus.open === 0);
    const asked = b.kubernetes.requests.length + b.prometheus.requests.length;
    await removed.fleet.get();
    await expect(removed.api.get(NODES)).rejects.toThrow('was removed from the console');
    await expect(removed.prometheus.query('query', { query: 'up' })).rejects.toThrow('was removed');
    expect(b.kubernetes.requests.length + b.prometheus.requests.length).toBe(asked);
  });

  it.each([
    ['is removed', undefined, { status: 404, json: { code: 'cluster_not_found' } }],
    ['begins anew', { name: 'New' }, { status: 503, json: { code: 'source_closed' } }],
  ])('ends what is asked of it with words that say why where it %s', async (_, change, expected) => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([a, b]);
    await console.serve();
    await console.shows('a ok', 'b ok');
    b.prometheus.inject(/query_range/, { kind: 'silence' });
    b.kube.logs.set('ml/talks', (response) => void response.write('one line\n'));
    const queries = [{ id: 'q', expr: 'up', type: 'range' }];
    const query = console.ask(pathTo('query', { cluster: 'b' }), { from: 0, to: 60, queries });
    const logs = pathTo('logs', { cluster: 'b', namespace: 'ml', pod: 'talks' });
    const log = await request(console.urlOf(`${logs}?follow=true`));
    await until('the query is under way', () =>
      b.prometheus.requests.some((path) => /query_range/.test(path)),
    );
    console.list(console.entry(a), ...(change === undefined ? [] : [console.entry(b, change)]));
    expect(await query).toMatchObject(expected);
    await expect(log.body.text()).rejects.toThrow();
  });

  it('is told to be none of those that are shown', async () => {
    const [a, b] = [await world('a'), await world('b')];
    const console = await consoleOver([a, b]);
    await console.serve();
    console.list(console.entry(a));
    await console.shows('a ok');
    expect(await console.ask(pathTo('overview', { cluster: 'b' }))).toMatchObject({
      status: 404,
      json: { detail: 'There is no cluster "b"; this console shows a' },
    });
  });
});
