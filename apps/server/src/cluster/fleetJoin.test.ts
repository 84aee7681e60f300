import { expect, it, onTestFinished } from 'vitest';
import { ClusterState } from '../kubernetes/clusterState.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubeApi, NODES } from '../testing/kubeApi.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { FleetJoin } from './fleetJoin.ts';

it('joins anew where a read model changed, and leaves what was joined as it was', async () => {
  const server = await KubeApi.start(kubeNode('worker-1'));
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    await server.stop();
  });
  const state = new ClusterState();
  const join = new FleetJoin(state);
  void state.follow(new KubernetesApi(server.connection()), stopping.signal);
  await until('the cluster is known', () => state.synced);
  const before = join.of(undefined);
  expect(join.of(undefined)).toBe(before);
  server.put(kubePod('train-0', { node: 'worker-1' }));
  await until('the pod is known', () => state.pods.size === 1);
  const after = join.of(undefined);
  expect([before.view.pods.size, after.view.pods.size]).toEqual([0, 1]);
  const metrics = { asOf: 0, devices: [], idle: new Set<string>(), stuck: new Set<string>() };
  expect(join.of(metrics)).not.toBe(after);
  expect(join.of(metrics)).toBe(join.of(metrics));
});

it('joins anew with each kind that is read first, however large the cluster is', async () => {
  const server = await KubeApi.start(...Array.from({ length: 2000 }, (_, n) => kubePod(`train-${n}`)));
  server.refuse('get', NODES, { status: 403, message: 'nodes is forbidden' });
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    await server.stop();
  });
  const state = new ClusterState();
  const join = new FleetJoin(state);
  const before = join.of(undefined);
  void state.follow(new KubernetesApi(server.connection()), stopping.signal);
  await until('the pods are known', () => state.knows('pods'));
  expect([before.view.pods.size, join.of(undefined).view.pods.size]).toEqual([0, 2000]);
});
