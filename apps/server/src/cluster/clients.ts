import type { Source } from '@gpu-console/shared/contract';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Config } from '../config.ts';
import { AccessReviews } from '../kubernetes/accessReviews.ts';
import { loadKubeConfig, namespaceOf } from '../kubernetes/kubeConfig.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { PrometheusClient } from '../prometheus/prometheusClient.ts';

/** The ways to a cluster's two sources. */
export interface Clients {
  readonly api: KubernetesApi;
  /** Undefined where the console may not write. */
  readonly writer: KubernetesWriter | undefined;
  readonly reviews: AccessReviews;
  readonly prometheus: PrometheusClient;
  /** What the kubeconfig calls the cluster, and the namespace that it is used from. */
  readonly clusterName: string | undefined;
  readonly namespace: string;
}

/**
 * Asks nobody anything yet.
 * @param onRequest hears of each request to a source
 * @param load reads the way to the cluster
 * @throws Error where the kubeconfig cannot be used
 */
export function openClients(
  config: Pick<Config, 'kubernetes' | 'prometheus' | 'writes'>,
  onRequest: (source: Source) => void = () => {},
  load: () => KubeConfig = () => loadKubeConfig(config.kubernetes.kubeconfig, config.kubernetes.context),
): Clients {
  const kubeConfig = load();
  const connection = new KubernetesConnection(load);
  const onKubernetes = () => onRequest('kubernetes');
  return {
    api: new KubernetesApi(connection, onKubernetes),
    writer: config.writes.allowed ? new KubernetesWriter(connection, onKubernetes) : undefined,
    reviews: new AccessReviews(connection, onKubernetes),
    prometheus: new PrometheusClient({ ...config.prometheus, onRequest: () => onRequest('prometheus') }),
    clusterName: kubeConfig.getCurrentCluster()?.name,
    namespace: namespaceOf(kubeConfig),
  };
}
