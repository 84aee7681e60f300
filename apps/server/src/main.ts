import { once } from 'node:events';
import type { Server } from 'node:http';
import pino, { type Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { connect } from './connect.ts';
import { createApp } from './http/app.ts';
import { Instruments } from './http/instruments.ts';
import { Clusters } from './http/sources.ts';
import { DrawingThread } from './pictures/drawingThread.ts';
import { PictureService } from './pictures/pictureService.ts';

const VERSION = '0.1.0';
/** Open requests get this long to end once the console was told to stop. */
const DRAIN_MS = 5000;

async function listen(config: Config, logger: Logger, signal: AbortSignal): Promise<Server> {
  const instruments = new Instruments();
  const cluster = await connect(
    config,
    {
      asked: (source) => instruments.countUpstream(source),
      leftOut: (problem) => logger.warn({ problem }, 'object left out'),
    },
    signal,
  );
  const thread = new DrawingThread({ file: () => new URL('./pictures.worker.js', import.meta.url) });
  const pictures = new PictureService(thread);
  signal.addEventListener('abort', () => void pictures.stop(), { once: true });
  const app = createApp({
    clusters: new Clusters([cluster]),
    pictures,
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
