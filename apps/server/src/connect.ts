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
import { KubernetesWriter } from './kubernetes/kubernetesWriter.ts';
import { FleetSnapshot } from './prometheus/fleetSnapshot.ts';
import { Monitoring } from './prometheus/monitoring.ts';
import { PrometheusClient } from './prometheus/prometheusClient.ts';
import { QueryService } from './prometheus/queryService.ts';
import { rememberPasswordIn, rememberSecret } from './redaction.ts';
import { SetupSights } from './setupSights.ts';

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
  rememberPasswordIn(config.prometheus.url);
  rememberSecret(config.prometheus.token);
  const kubeConfig = loadKubeConfig(config.kubernetes.kubeconfig, config.kubernetes.context);
  const onRequest = () => asked?.('kubernetes');
  const api = new KubernetesApi(kubeConfig, onRequest);
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
  const writer = config.writes.allowed ? new KubernetesWriter(kubeConfig, onRequest) : undefined;
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
    sights: new SetupSights({ api, prometheus, fleet }, () => facts.look()),
    writes: { namespaces: config.writes.namespaces, writer },
    dashboards:
      directory === undefined
        ? new ClusterStore({ api, writer, namespace, signal })
        : await FileStore.open(directory),
  };
}
