import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { openAuthentication } from './access/openAuthentication.ts';
import { ConfigMapRevocations } from './access/revocationsConfigMap.ts';
import { kubeConfigLoader, targetOf } from './cluster/clients.ts';
import { ClusterSupervisor } from './cluster/clusterSupervisor.ts';
import type { ClusterSettings } from './config/clusterSettings.ts';
import { ConfigError } from './config/configError.ts';
import { type Config, readConfig } from './config/environment.ts';
import { followConfigFile } from './config/followConfigFile.ts';
import { createApp } from './http/app.ts';
import { Clusters } from './http/clusters.ts';
import { type HttpServer, httpServer } from './http/httpServer.ts';
import { Instruments } from './http/instruments.ts';
import { createProbesApp } from './http/probes.ts';
import { loadKubeConfig } from './kubernetes/kubeConfig.ts';
import { KubernetesApi } from './kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from './kubernetes/kubernetesConnection.ts';
import { KubernetesWriter } from './kubernetes/kubernetesWriter.ts';
import { createLogger } from './logger.ts';
import { DrawingThread } from './pictures/drawingThread.ts';
import { PictureService } from './pictures/pictureService.ts';
import { printable } from './printable.ts';
import { redactText } from './redaction.ts';

const VERSION = '0.1.0';
/** Replies under way get this long to end once the console was told to stop; then they are cut. */
const DRAIN_MS = 5000;
/** A Prometheus that is slower is waited for by nobody. */
const FIRST_LOOK_MS = 1000;

/**
 * @returns the console's server, and that of its metrics where they have one of their own
 * @param stopping aborts when the console is told to stop: its replies end
 * @param ended aborts once they have: it follows the clusters no more
 */
async function listen(
  config: Config,
  logger: Logger,
  { stopping, ended }: { readonly stopping: AbortSignal; readonly ended: AbortSignal },
): Promise<[http: HttpServer, metrics?: HttpServer]> {
  const instruments = new Instruments();
  const clusters = new Clusters();
  await follow(config.clusters, clusters, { instruments, logger, ended });
  // Readiness says how the first look went, and the first page finds what there is.
  const looks = clusters.all.map(({ fleet }) => fleet.get());
  await Promise.race([Promise.all(looks), delay(FIRST_LOOK_MS, undefined, { ref: false })]);
  const thread = new DrawingThread({ file: () => new URL('./pictures.worker.js', import.meta.url) });
  const pictures = new PictureService(thread);
  ended.addEventListener('abort', () => void pictures.stop(), { once: true });
  const app = createApp({
    clusters,
    authentication: openAuthentication(config.access, {
      logger,
      clusters,
      openStore: () => sharedRevocations(config),
    }),
    pictures,
    instruments,
    logger,
    version: VERSION,
    loopbackOnly: config.loopbackOnly,
    allowedHosts: config.allowedHosts,
    trustProxy: config.trustProxy,
    validateReplies: config.validateReplies,
    webRoot: config.webRoot,
    basePath: config.basePath,
    frameAncestors: config.frameAncestors,
    metricsApart: config.metricsPort !== undefined || config.access.mode !== 'none',
    stopping,
  });
  const http = await listenOn(httpServer(app), config.port, config.host);
  if (config.metricsPort === undefined) return [http];
  const probes = createProbesApp({ ...config, clusters, instruments, logger, stopping });
  return [http, await listenOn(httpServer(probes), config.metricsPort, config.host)];
}

async function listenOn(http: HttpServer, port: number, host: string): Promise<HttpServer> {
  http.server.listen(port, host);
  await once(http.server, 'listening');
  return http;
}

/** Where replicas tell each other who signed out: in the cluster that the console runs in, or is used from. */
function sharedRevocations({ clusters }: Config): ConfigMapRevocations {
  const load =
    'only' in clusters ? kubeConfigLoader(clusters.only) : () => loadKubeConfig(undefined, undefined);
  const target = targetOf(load);
  if (target instanceof Error) {
    throw new ConfigError(
      `With SESSION_SECRET_FILE, replicas tell each other in a ConfigMap who signed out, and the cluster for it is not known: ${target.message}`,
    );
  }
  const connection = new KubernetesConnection(load);
  const { namespace } = target;
  return new ConfigMapRevocations({
    api: new KubernetesApi(connection),
    writer: new KubernetesWriter(connection),
    namespace,
  });
}

interface Following {
  readonly instruments: Instruments;
  readonly logger: Logger;
  readonly ended: AbortSignal;
}

/** Shows the clusters that the settings list, from now on and until `ended` aborts. @throws ConfigError */
async function follow(
  source: Config['clusters'],
  shown: Clusters,
  { instruments, logger, ended }: Following,
): Promise<void> {
  const supervisor = new ClusterSupervisor({
    logger,
    onRequest: (upstream) => instruments.countUpstream(upstream),
    onChange: (clusters) => shown.show(clusters),
  });
  ended.addEventListener('abort', () => void supervisor.stop(), { once: true });
  const apply = (settings: readonly ClusterSettings[]) => supervisor.apply(settings);
  if ('file' in source) {
    await followConfigFile(source.file, { apply, logger, signal: ended });
    return;
  }
  // Of the only one, what is wrong is said at once.
  const target = targetOf(kubeConfigLoader(source.only));
  if (target instanceof Error) throw target;
  await apply([source.only]);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  logWhatNobodyCaught(logger);
  const stopping = new AbortController();
  const ended = new AbortController();
  const [http, probes] = await listen(config, logger, { stopping: stopping.signal, ended: ended.signal });
  const url = addressOf(http.server) + config.basePath;
  const metrics = probes && addressOf(probes.server);
  logger.info({ url, metrics }, 'listening');
  process.send?.({ event: 'listening', url, metrics });

  const stop = async (why: string) => {
    if (stopping.signal.aborted) return;
    logger.info({ why }, 'stopping');
    stopping.abort();
    await http.drain(DRAIN_MS);
    // Last, so that it is told until the end that the console is ready no more.
    await probes?.drain(0);
    ended.abort();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
  process.once('disconnect', () => void stop('the parent process is gone'));
}

/** Node would print the whole error, of an HTTP client's with the request's headers. A promise that nobody waited for ends nothing. */
function logWhatNobodyCaught(logger: Logger): void {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'nobody waited for this failure'));
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'nobody caught this error');
    process.exit(1);
  });
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`gpu-console: ${printable(redactText(message))}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
