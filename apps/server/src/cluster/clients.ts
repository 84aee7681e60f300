import type { Source } from '@gpu-console/shared/contract';
import type { KubeConfig } from '@kubernetes/client-node';
import { KubernetesTokenReviewer, type TokenReviewer } from '../access/tokenReviewer.ts';
import type { ClusterSettings } from '../config/clusterSettings.ts';
import { AccessReviews } from '../kubernetes/accessReviews.ts';
import { loadInCluster, loadKubeConfig, namespaceOf } from '../kubernetes/kubeConfig.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { PrometheusClient } from '../prometheus/prometheusClient.ts';

/** Which cluster a kubeconfig leads to, what it calls it, and the namespace that it is used from. */
interface Target {
  readonly server: string | undefined;
  readonly clusterName: string | undefined;
  readonly namespace: string;
}

/** The ways to a cluster's two sources. */
export interface Clients {
  readonly connection: KubernetesConnection;
  readonly api: KubernetesApi;
  /** Undefined where the console may not write. */
  readonly writer: KubernetesWriter | undefined;
  readonly reviews: AccessReviews;
  readonly tokens: TokenReviewer;
  readonly prometheus: PrometheusClient;
  /** Where the kubeconfig led to, or why it could not be used. */
  readonly target: Target | Error;
}

type Settings = Pick<ClusterSettings, 'kubernetes' | 'prometheus' | 'writes'>;

/**
 * Asks nobody anything yet. A kubeconfig that cannot be used is told by `target`, and by whatever is asked over `api`
 * until it can.
 * @param onRequest hears of each request to a source
 * @param load reads the way to the cluster
 */
export function openClients(
  settings: Settings,
  onRequest: (source: Source) => void = () => {},
  load: () => KubeConfig = kubeConfigLoader(settings),
): Clients {
  const connection = new KubernetesConnection(load);
  const onKubernetes = () => onRequest('kubernetes');
  return {
    connection,
    api: new KubernetesApi(connection, onKubernetes),
    writer: settings.writes.allowed ? new KubernetesWriter(connection, onKubernetes) : undefined,
    reviews: new AccessReviews(connection, onKubernetes),
    tokens: new KubernetesTokenReviewer(connection, onKubernetes),
    prometheus: new PrometheusClient({ ...settings.prometheus, onRequest: () => onRequest('prometheus') }),
    target: targetOf(load),
  };
}

/** @returns what throws for a kubeconfig that cannot be used */
export function kubeConfigLoader({ kubernetes }: Pick<ClusterSettings, 'kubernetes'>): () => KubeConfig {
  const { inCluster, kubeconfig, context } = kubernetes;
  return () => (inCluster ? loadInCluster() : loadKubeConfig(kubeconfig, context));
}

/** Where a kubeconfig leads to, or why it cannot be used. */
export function targetOf(load: () => KubeConfig): Target | Error {
  try {
    const config = load();
    const cluster = config.getCurrentCluster();
    return { server: cluster?.server, clusterName: cluster?.name, namespace: namespaceOf(config) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
