import { afterEach, expect, it, vi } from 'vitest';
import { KubeApi } from '../testing/kubeApi.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { ClusterState } from './clusterState.ts';
import { KubernetesApi } from './kubernetesApi.ts';

afterEach(() => vi.useRealTimers());

async function stateOf(pods: number) {
  const server = await KubeApi.start(
    kubeNode('worker'),
    ...Array.from({ length: pods }, (_, n) => kubePod(`pod-${n}`)),
  );
  const stopping = new AbortController();
  const state = new ClusterState();
  void state.follow(new KubernetesApi(server.connection()), stopping.signal);
  await until('it is known', () => state.synced && state.settled);
  stopping.abort();
  await server.stop();
  return state;
}

it('moves on with each change of a small cluster', async () => {
  const state = await stateOf(20);
  for (let change = 0; change < 3; change += 1) {
    state.version += 1;
    expect(state.revision).toBe(state.version);
  }
});

it('moves on in a large cluster once there was time to derive all again', async () => {
  const state = await stateOf(1199);
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(10_000);
  expect(state.revision).toBe(state.version);
  state.version += 1;
  vi.advanceTimersByTime(499);
  expect(state.revision).toBe(state.version - 1);
  vi.advanceTimersByTime(1);
  expect(state.revision).toBe(state.version);
});
