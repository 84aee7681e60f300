import { isDeepStrictEqual } from 'node:util';
import type { Source } from '@gpu-console/shared/contract';
import type { Logger } from 'pino';
import type { ClusterSettings } from '../config/clusterSettings.ts';
import { FileWatch } from '../config/fileWatch.ts';
import { kubeConfigFiles } from '../kubernetes/kubeConfig.ts';
import { kubeConfigLoader, openClients, targetOf } from './clients.ts';
import type { Cluster } from './cluster.ts';
import { connect } from './connect.ts';

export interface RunningOptions {
  readonly logger: Logger;
  /** Hears of each request to a source. */
  readonly onRequest: (source: Source) => void;
  /** How often a kubeconfig is looked at. */
  readonly pollMs?: number | undefined;
}

/** A cluster that is followed, with all that ends when it is shown no more. */
export interface RunningCluster {
  readonly settings: ClusterSettings;
  readonly cluster: Cluster;
  /** Ends its watches, polls and connections; what is asked of it from then on fails. */
  readonly close: () => Promise<void>;
}

/**
 * Follows a cluster from now on, and its kubeconfig with it: other credentials are taken on the way, and where it leads to
 * another cluster now, or to one at last, `onMoved` is called. It waits for nobody's answer.
 */
export async function startCluster(
  settings: ClusterSettings,
  onMoved: () => void,
  { logger, onRequest, pollMs }: RunningOptions,
): Promise<RunningCluster> {
  const { id } = settings.cluster;
  const { inCluster, kubeconfig } = settings.kubernetes;
  const watch = await FileWatch.begin(inCluster ? [] : kubeConfigFiles(kubeconfig));
  const load = kubeConfigLoader(settings);
  const clients = openClients(settings, onRequest, load);
  if (clients.target instanceof Error)
    logger.error({ cluster: id, problem: clients.target.message }, 'the way to the cluster cannot be used');
  else logger.info({ cluster: id, prometheus: settings.prometheus.url }, 'cluster followed');
  const ended = new AbortController();
  const cluster = await connect(settings, clients, ended.signal, {
    onLeftOut: (problem) => logger.warn({ cluster: id, problem }, 'object left out'),
  });
  cluster.follow();
  // Tried once, whoever asks: what is known of it must not depend on that.
  void cluster.fleet.get();
  const onChange = () => {
    const target = targetOf(load);
    if (target instanceof Error)
      logger.error(
        { cluster: id, problem: target.message },
        'the kubeconfig changed and cannot be used: what it said before stands',
      );
    else if (isDeepStrictEqual(target, clients.target)) clients.connection.reload();
    else onMoved();
  };
  void watch.follow(onChange, ended.signal, pollMs);
  return {
    settings,
    cluster,
    close: async () => {
      ended.abort();
      await Promise.all([clients.prometheus.close(), clients.connection.close()]);
    },
  };
}
