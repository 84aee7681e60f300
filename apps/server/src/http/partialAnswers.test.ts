import { NodeDetail, NodeList, Overview, PodList } from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FaultProxy } from '../testing/faultProxy.ts';
import { Lab } from '../testing/lab.ts';
import { until } from '../testing/until.ts';

const CLUSTER = '/api/v1/clusters/default';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
}, 60_000);
afterAll(() => lab.stop());

/** A console whose ways to both sources lead over proxies. */
async function console() {
  const [kube, prometheus] = [
    await FaultProxy.start(lab.kube.url),
    await FaultProxy.start(lab.prometheus.url),
  ];
  onTestFinished(async () => {
    await kube.stop();
    await prometheus.stop();
  });
  const own = await lab.console({ kubeUrl: kube.url, prometheusUrl: prometheus.url });
  return { kube, prometheus, own, overview: () => own.read(Overview, `${CLUSTER}/overview`) };
}

const forbidden = {
  kind: 'answer',
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"pods is forbidden"}',
} as const;

describe('pods that may not be read', () => {
  it('leave what they hold unknown, with the reason, and the rest as it is', async () => {
    const { kube, own, overview } = await console();
    kube.inject(/\/pods\?/, forbidden);
    own.cluster.follow();
    await until('the nodes are known', async () => (await overview()).nodes.total === 2);
    const { gpus, namespaces, pending, partial, silent } = await overview();
    expect(gpus).toMatchObject({ total: 4, allocatable: 4, allocated: null, free: null });
    expect([namespaces, pending]).toEqual([null, null]);
    expect(silent).not.toBeNull();
    expect(partial).toEqual([
      { source: 'kubernetes', answers: true, reason: 'pods is forbidden', since: null },
    ]);
    const { items } = await own.read(NodeList, `${CLUSTER}/nodes`);
    expect(items.map(({ podCount, gpuCounts }) => [podCount, gpuCounts.allocated, gpuCounts.free])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
    expect(items[0]?.resources).toMatchObject([{ name: 'nvidia.com/gpu', requested: null, limits: null }]);
  });

  it('yet are no empty list: it is said that they are still being read', async () => {
    const { kube, own, overview } = await console();
    const end = kube.inject(/\/pods\?/, { kind: 'silence' }, { times: 1 });
    own.cluster.follow();
    await until('the nodes are known', async () => (await overview()).nodes.total === 2);
    await until('only pods are missing', () => own.cluster.state.gaps.length === 1);
    const { items, asOf, partial } = await own.read(PodList, `${CLUSTER}/pods`);
    expect([items, asOf.kubernetes]).toEqual([[], null]);
    expect(partial).toMatchObject([{ source: 'kubernetes', reason: 'pods are still being read' }]);
    end();
  });
});

describe('nodes that cannot be read', () => {
  it('are unknown, not none', async () => {
    const { kube, own, overview } = await console();
    kube.inject(/\/nodes\?/, { kind: 'answer', status: 200, body: '<html>Sign in</html>' });
    own.cluster.follow();
    await until('the pods are known', async () => (await overview()).namespaces !== null);
    const { nodes, gpus, silent, partial } = await overview();
    expect(nodes).toEqual({ total: null, ready: null });
    expect(gpus).toMatchObject({ total: null, allocated: null, free: null });
    expect(silent).toBeNull();
    expect(partial).toMatchObject([{ answers: true, reason: expect.stringContaining('no whole JSON') }]);
    expect(JSON.stringify(partial)).not.toContain('<html');
  });
});

describe('events that cannot be read', () => {
  it('are said to be missing', async () => {
    const { kube, own } = await console();
    kube.inject(/\/events/, { ...forbidden, body: '{"message":"events is forbidden"}' });
    await own.follow();
    const { events, partial } = await own.read(NodeDetail, `${CLUSTER}/nodes/worker-1`);
    expect(events).toEqual({ items: null, problem: 'events is forbidden' });
    expect(partial).toMatchObject([
      { source: 'kubernetes', answers: true, reason: 'events could not be read: events is forbidden' },
    ]);
  });
});

describe('without metrics', () => {
  it('nobody is called silent or idle', async () => {
    const { prometheus, own, overview } = await console();
    prometheus.inject(/./, { kind: 'reset' });
    await own.follow();
    const { silent, idle, idleSince, gpus, namespaces } = await overview();
    expect([silent, idle, idleSince, gpus.reporting]).toEqual([null, null, null, null]);
    expect(namespaces).toMatchObject([{ namespace: 'ml', assigned: null, idle: null }]);
    expect(gpus.allocated).toBe(2);
  });
});

describe('a Prometheus that answers in part', () => {
  const body = JSON.stringify({ status: 'error', errorType: 'execution', error: 'found duplicate series' });

  it('is said to, though it is there, and nobody is called silent', async () => {
    const { prometheus, own, overview } = await console();
    await own.follow();
    await until('the metrics are there', async () => (await overview()).gpus.reporting === 4);
    const end = prometheus.inject(/\/query/, { kind: 'answer', status: 422, body });
    await until('the poll has failed', async () => (await overview()).partial.length > 0);
    const { partial, silent, gpus } = await overview();
    expect(partial).toMatchObject([
      {
        source: 'prometheus',
        answers: true,
        reason: "the GPUs' metrics could not be read: found duplicate series",
      },
    ]);
    expect([silent, gpus.reporting]).toEqual([null, 4]);
    end();
    await until('it is well again', async () => (await overview()).partial.length === 0);
  });

  it('is told with what it warns of', async () => {
    const { prometheus, own, overview } = await console();
    const warnings = ['store-1 did not answer'];
    prometheus.inject(/\/query/, {
      kind: 'rewrite',
      body: (text) => JSON.stringify({ ...JSON.parse(text), warnings }),
    });
    await own.follow();
    await until('the metrics are there', async () => (await overview()).gpus.reporting === 4);
    const { partial, silent } = await overview();
    expect(partial).toMatchObject([{ answers: true, reason: 'Prometheus warns: store-1 did not answer' }]);
    expect(silent).toBeNull();
  });
});
