import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { isKnown } from '../fact.ts';
import { ClusterState } from '../kubernetes/clusterState.ts';
import { Inventory } from '../kubernetes/inventory.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import { Monitoring } from '../prometheus/monitoring.ts';
import { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { FaultProxy } from '../testing/faultProxy.ts';
import { KubeApi } from '../testing/kubeApi.ts';
import { kubeNode } from '../testing/kubeObjects.ts';
import { FactsReader } from './factsReader.ts';
import { FleetJoin } from './fleetJoin.ts';

describe('the facts for the checks', () => {
  it('wait no longer for an API server that says nothing than anybody would, and say so', async () => {
    const server = await KubeApi.start(kubeNode('worker-1'));
    const proxy = await FaultProxy.start(server.url);
    const api = new KubernetesApi(server.connection({ url: proxy.url }));
    const prometheus = new PrometheusClient({
      url: 'http://127.0.0.1:9',
      timeoutSeconds: 1,
      onRequest: () => {},
    });
    const [state, fleet] = [new ClusterState(), new FleetSnapshot(prometheus)];
    onTestFinished(async () => {
      vi.useRealTimers();
      fleet.stop();
      await proxy.stop();
      await server.stop();
      await prometheus.close();
    });
    const facts = new FactsReader({
      state,
      prometheus,
      fleet,
      join: new FleetJoin(state),
      inventory: new Inventory(api, state),
      monitoring: new Monitoring(prometheus, fleet),
    });
    proxy.inject(/./, { kind: 'silence' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const looked = facts.get();
    await vi.waitFor(() => expect(proxy.requests.length).toBeGreaterThan(3));
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    const { services } = await looked;
    expect(isKnown(services)).toBe(false);
    expect(services).toEqual({ unknown: 'not read within 5 s' });
  });
});
