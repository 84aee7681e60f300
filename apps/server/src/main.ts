import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { noAuthentication } from './access/authentication.ts';
import { openClients } from './cluster/clients.ts';
import { connect } from './cluster/connect.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { Clusters } from './http/clusters.ts';
import { type HttpServer, httpServer } from './http/httpServer.ts';
import { Instruments } from './http/instruments.ts';
import { createLogger } from './logger.ts';
import { DrawingThread } from './pictures/drawingThread.ts';
import { PictureService } from './pictures/pictureService.ts';
import { printable } from './printable.ts';
import { redactText, withoutUserInfo } from './redaction.ts';

const VERSION = '0.1.0';
/** Replies under way get this long to end once the console was told to stop; then they are cut. */
const DRAIN_MS = 5000;
/** A Prometheus that is slower is waited for by nobody. */
const FIRST_LOOK_MS = 1000;

/**
 * @param stopping aborts when the console is told to stop: its replies end
 * @param ended aborts once they have: it follows the cluster no more
 */
async function listen(
  config: Config,
  logger: Logger,
  { stopping, ended }: { readonly stopping: AbortSignal; readonly ended: AbortSignal },
): Promise<HttpServer> {
  const instruments = new Instruments();
  const clients = openClients(config, (source) => instruments.countUpstream(source));
  const cluster = await connect(config, clients, ended, {
    onLeftOut: (problem) => logger.warn({ problem }, 'object left out'),
  });
  cluster.follow();
  // Tried once at the start, whoever asks: readiness says how that went, and the first page finds what there is.
  await Promise.race([cluster.fleet.get(), delay(FIRST_LOOK_MS, undefined, { ref: false })]);
  const thread = new DrawingThread({ file: () => new URL('./pictures.worker.js', import.meta.url) });
  const pictures = new PictureService(thread);
  ended.addEventListener('abort', () => void pictures.stop(), { once: true });
  const app = createApp({
    clusters: new Clusters([cluster]),
    authentication: noAuthentication,
    pictures,
    instruments,
    logger,
    version: VERSION,
    loopbackOnly: config.loopbackOnly,
    allowedHosts: config.allowedHosts,
    trustProxy: config.trustProxy,
    validateReplies: config.validateReplies,
    webRoot: config.webRoot,
    stopping,
  });
  const http = httpServer(app);
  http.server.listen(config.port, config.host);
  await once(http.server, 'listening');
  return http;
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
  const http = await listen(config, logger, { stopping: stopping.signal, ended: ended.signal });
  const url = addressOf(http.server);
  logger.info({ url, prometheus: withoutUserInfo(config.prometheus.url) }, 'listening');
  process.send?.({ event: 'listening', url });

  const stop = async (why: string) => {
    if (stopping.signal.aborted) return;
    logger.info({ why }, 'stopping');
    stopping.abort();
    await http.drain(DRAIN_MS);
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
