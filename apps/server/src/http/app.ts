import compression from 'compression';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { PictureService } from '../pictures/pictureService.ts';
import type { Instruments } from './instruments.ts';
import { openApiDocument } from './openapi.ts';
import { notFound, problemHandler } from './problem.ts';
import type { Routes } from './route.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { dashboardRoutes } from './routes/dashboards.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { gpuRoutes } from './routes/gpus.ts';
import { logRoutes } from './routes/logs.ts';
import { nodeRoutes } from './routes/nodes.ts';
import { overviewRoutes } from './routes/overview.ts';
import { podRoutes } from './routes/pods.ts';
import { queryRoutes } from './routes/query.ts';
import { sampleRoutes } from './routes/samples.ts';
import { usageRoutes } from './routes/usage.ts';
import { localHostOnly, securityHeaders } from './security.ts';
import type { Clusters } from './sources.ts';
import { spa } from './spa.ts';

export interface AppOptions {
  readonly clusters: Clusters;
  readonly pictures: PictureService;
  readonly instruments: Instruments;
  readonly logger: Logger;
  readonly version: string;
  readonly loopbackOnly: boolean;
  readonly validateReplies: boolean;
  readonly webRoot: string | undefined;
  readonly stopping: AbortSignal;
}

/** The console's HTTP face: health, metrics, the API and the SPA. */
export function createApp(options: AppOptions): Express {
  const { clusters, instruments, logger, version } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    pinoHttp({
      logger,
      customLogLevel: (_request, { statusCode }) => (statusCode >= 500 ? 'warn' : 'debug'),
    }),
  );
  app.use(instruments.middleware, securityHeaders);
  if (options.loopbackOnly) app.use(localHostOnly);
  // Level 1: the replies are numbers, of which higher levels save a few per cent at several times the cost.
  app.use(compression({ level: 1, threshold: 2048 }));

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', readiness(clusters));
  app.get('/metrics', async (_request, response) => {
    response.type(instruments.registry.contentType).send(await instruments.registry.metrics());
  });
  const document = openApiDocument(version);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(document);
  });

  const { validateReplies, stopping } = options;
  const routes: Routes = { router: express.Router(), validateReplies, stopping };
  clusterRoutes(routes, clusters);
  overviewRoutes(routes, clusters);
  nodeRoutes(routes, clusters);
  gpuRoutes(routes, clusters);
  podRoutes(routes, clusters);
  usageRoutes(routes, clusters);
  logRoutes(routes, clusters);
  doctorRoutes(routes, clusters);
  sampleRoutes(routes, clusters, logger);
  queryRoutes(routes, clusters);
  dashboardRoutes(routes, clusters, options.pictures, logger);
  app.use(routes.router);
  app.use('/api', notFound);
  if (options.webRoot !== undefined) app.use(spa(options.webRoot));
  app.use(notFound, problemHandler);
  return app;
}

/**
 * Ready once each source has been tried: pages are of use with either one, and they say what is missing. A console
 * that hid itself while Prometheus is away could not say so.
 */
function readiness(clusters: Clusters): express.RequestHandler {
  return async (_request, response) => {
    await Promise.all(clusters.all.map(({ fleet }) => fleet.look()));
    const sources = clusters.all.map(({ id, state, prometheus }) => ({
      cluster: id,
      kubernetes: state.health.state.state,
      prometheus: prometheus.health.state.state,
    }));
    const ready = sources.every(
      ({ kubernetes, prometheus }) => kubernetes !== 'connecting' && prometheus !== 'connecting',
    );
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'starting', sources });
  };
}
