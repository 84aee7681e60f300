import type { Source } from '@gpu-console/shared/contract';
import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import type { Config } from './config.ts';
import { ClusterStore } from './dashboards/clusterStore.ts';
import { FileStore } from './dashboards/fileStore.ts';
import { FactsReader } from './factsReader.ts';
import type { ClusterSources } from './http/sources.ts';
import { ClusterState } from './kubernetes/clusterState.ts';
import { Inventory } from './kubernetes/inventory.ts';
import { loadKubeConfig, namespaceOf } from './kubernetes/kubeConfig.ts';
import { KubernetesApi } from './kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from './kubernetes/kubernetesConnection.ts';
import { KubernetesWriter } from './kubernetes/kubernetesWriter.ts';
import { FleetSnapshot } from './prometheus/fleetSnapshot.ts';
import { Monitoring } from './prometheus/monitoring.ts';
import { PrometheusClient } from './prometheus/prometheusClient.ts';
import { QueryService } from './prometheus/queryService.ts';
import { SetupProbes } from './setupProbes.ts';

/** Who is told of what happens on the way. */
export interface Listeners {
  /** Each request to a source. */
  readonly asked?: (source: Source) => void;
  /** An object that makes no sense. */
  readonly leftOut?: (problem: string) => void;
}

/**
 * Follows a cluster until `signal` aborts.
 * @throws Error where the kubeconfig cannot be used
 */
export async function connect(
  config: Pick<Config, 'kubernetes' | 'prometheus' | 'cluster' | 'writes' | 'dashboards'>,
  { asked, leftOut }: Listeners,
  signal: AbortSignal,
): Promise<ClusterSources> {
  const load = () => loadKubeConfig(config.kubernetes.kubeconfig, config.kubernetes.context);
  const kubeConfig = load();
  const connection = new KubernetesConnection(load);
  const onRequest = () => asked?.('kubernetes');
  const api = new KubernetesApi(connection, onRequest);
  const state = new ClusterState(gpuResourceTest(config.kubernetes.gpuResources), leftOut);
  void state.follow(api, signal);
  const prometheus = new PrometheusClient({
    ...config.prometheus,
    onRequest: () => asked?.('prometheus'),
  });
  const fleet = new FleetSnapshot(prometheus);
  signal.addEventListener('abort', () => fleet.stop());
  const inventory = new Inventory(api, state);
  const monitoring = new Monitoring(prometheus, fleet);
  const facts = new FactsReader({ state, prometheus, fleet, inventory, monitoring });
  const writer = config.writes.allowed ? new KubernetesWriter(connection, onRequest) : undefined;
  const { directory, namespace = namespaceOf(kubeConfig) } = config.dashboards;
  return {
    id: config.cluster.id,
    name: config.cluster.name ?? kubeConfig.getCurrentCluster()?.name ?? config.cluster.id,
    api,
    state,
    prometheus,
    queries: new QueryService(prometheus, () => fleet.scrapeInterval),
    fleet,
    facts,
    probes: new SetupProbes({ api, prometheus, fleet }, () => facts.get()),
    writes: { namespaces: config.writes.namespaces, writer },
    dashboards:
      directory === undefined
        ? new ClusterStore({ api, writer, namespace, signal })
        : await FileStore.open(directory),
  };
}
