import { once } from 'node:events';
import type { Server } from 'node:http';
import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import pino, { type Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { Instruments } from './http/instruments.ts';
import { type ClusterSources, Clusters } from './http/sources.ts';
import { ClusterState } from './kubernetes/clusterState.ts';
import { loadKubeConfig } from './kubernetes/kubeConfig.ts';
import { KubernetesApi } from './kubernetes/kubernetesApi.ts';
import { FleetSnapshot } from './prometheus/fleetSnapshot.ts';
import { PrometheusClient } from './prometheus/prometheusClient.ts';
import { QueryService } from './prometheus/queryService.ts';

const VERSION = '0.1.0';
/** Open requests get this long to end once the console was told to stop. */
const DRAIN_MS = 5000;

function connect(
  config: Config,
  instruments: Instruments,
  logger: Logger,
  signal: AbortSignal,
): ClusterSources {
  const kubeConfig = loadKubeConfig(config.kubernetes.kubeconfig, config.kubernetes.context);
  const api = new KubernetesApi(kubeConfig, () => instruments.countUpstream('kubernetes'));
  const state = new ClusterState(gpuResourceTest(config.kubernetes.gpuResources), (problem) =>
    logger.warn({ problem }, 'object left out'),
  );
  void state.follow(api, signal);
  const prometheus = new PrometheusClient({
    ...config.prometheus,
    onRequest: () => instruments.countUpstream('prometheus'),
  });
  const fleet = new FleetSnapshot(prometheus);
  signal.addEventListener('abort', () => fleet.stop());
  return {
    id: config.cluster.id,
    name: config.cluster.name ?? kubeConfig.getCurrentCluster()?.name ?? config.cluster.id,
    api,
    state,
    prometheus,
    queries: new QueryService(prometheus, () => fleet.scrapeInterval),
    fleet,
  };
}

async function listen(config: Config, logger: Logger, signal: AbortSignal): Promise<Server> {
  const instruments = new Instruments();
  const cluster = connect(config, instruments, logger, signal);
  const app = createApp({
    clusters: new Clusters([cluster]),
    instruments,
    logger,
    version: VERSION,
    loopbackOnly: config.loopbackOnly,
    validateReplies: config.validateReplies,
    webRoot: config.webRoot,
    stopping: signal,
  });
  const server = app.listen(config.port, config.host);
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel });
  const stopping = new AbortController();
  const server = await listen(config, logger, stopping.signal);
  const url = addressOf(server);
  logger.info({ url, prometheus: config.prometheus.url }, 'listening');
  process.send?.({ event: 'listening', url });

  const stop = (why: string) => {
    if (stopping.signal.aborted) return;
    logger.info({ why }, 'stopping');
    stopping.abort();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('disconnect', () => stop('the parent process is gone'));
}

main().catch((error: unknown) => {
  process.stderr.write(`gpu-console: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
