import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { Authentication } from '../access/authentication.ts';
import type { PictureService } from '../pictures/pictureService.ts';
import { ClusterDoor } from './clusterDoor.ts';
import type { Clusters } from './clusters.ts';
import { endpointLimiters } from './endpointLimits.ts';
import type { Instruments } from './instruments.ts';
import { openApiDocument } from './openapi.ts';
import { probes } from './probes.ts';
import { notFound, problemHandler } from './problem.ts';
import { requestLog } from './requestLog.ts';
import type { Routes } from './route.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { dashboardRoutes } from './routes/dashboards.ts';
import { deviceRoutes } from './routes/devices.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { gpuRoutes } from './routes/gpus.ts';
import { logRoutes } from './routes/logs.ts';
import { nodeRoutes } from './routes/nodes.ts';
import { overviewRoutes } from './routes/overview.ts';
import { podRoutes } from './routes/pods.ts';
import { queryRoutes } from './routes/query.ts';
import { sampleRoutes } from './routes/samples.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { usageRoutes } from './routes/usage.ts';
import { type HeaderRules, type HostRules, hostGuard, securityHeaders } from './security.ts';
import { spa } from './spa.ts';

export interface AppOptions extends HostRules, HeaderRules {
  readonly clusters: Clusters;
  readonly authentication: Authentication;
  readonly pictures: PictureService;
  readonly instruments: Instruments;
  readonly logger: Logger;
  readonly version: string;
  /** The proxies whose word on the client's address counts: how many there are, or their addresses; none for 0. */
  readonly trustProxy: number | readonly string[];
  readonly validateReplies: boolean;
  readonly webRoot: string | undefined;
  /** /metrics and what /readyz knows of the sources are on a port of their own: here is neither. */
  readonly metricsApart: boolean;
  /** Aborts when the console was told to stop: replies under way end, and it is ready no more. */
  readonly stopping: AbortSignal;
}

/** The console's HTTP face: health and metrics at the root, the API and the SPA below the base path. */
export function createApp(options: AppOptions): Express {
  const { instruments, logger } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set(
    'trust proxy',
    typeof options.trustProxy === 'number' ? options.trustProxy : [...options.trustProxy],
  );
  app.set('case sensitive routing', true);
  app.use(requestLog(logger), instruments.middleware);
  app.use(...securityHeaders(options), hostGuard(options));
  // Level 1: the replies are numbers, of which higher levels save a few per cent at several times the cost.
  app.use(compression({ level: 1, threshold: 2048 }));

  app.use(probes(options, !options.metricsApart));
  app.use(options.basePath === '' ? '/' : options.basePath, face(options));
  app.use(notFound, options.clusters.removedHandler, problemHandler);
  return app;
}

/** What is below the base path. */
function face(options: AppOptions): Router {
  const { basePath, clusters, logger, version } = options;
  const face = express.Router({ caseSensitive: true });
  if (basePath !== '') face.use(toItsFolder(basePath));
  const document = openApiDocument(version, basePath);
  face.get('/api/openapi.json', (_request, response) => {
    response.json(document);
  });

  const { validateReplies, stopping } = options;
  // One address for each thing: neither `/API/…` nor `…/nodes/` is one.
  const router = express.Router({ caseSensitive: true, strict: true });
  const { authentication } = options;
  const routes: Routes = { router, limiters: endpointLimiters(), validateReplies, stopping, authentication };
  const door = new ClusterDoor(clusters);
  sessionRoutes(routes, clusters);
  searchRoutes(routes, door);
  clusterRoutes(routes, door);
  overviewRoutes(routes, door);
  nodeRoutes(routes, door);
  gpuRoutes(routes, door);
  deviceRoutes(routes, door);
  podRoutes(routes, door);
  usageRoutes(routes, door);
  logRoutes(routes, door, logger);
  doctorRoutes(routes, door);
  sampleRoutes(routes, door, logger);
  queryRoutes(routes, door);
  dashboardRoutes(routes, door, options.pictures, logger);
  if (authentication.pages !== null) face.use('/auth', authentication.pages);
  face.use(routes.router);
  // In any case: what looks like the API is not a page of the SPA.
  face.use(/^\/api(?=\/|$)/i, notFound);
  if (options.webRoot !== undefined) face.use(spa(options.webRoot, options));
  return face;
}

/** The base path without its slash at the end is no page of its own. */
function toItsFolder(basePath: string): RequestHandler {
  return ({ originalUrl }, response, next) => {
    const [path, ...search] = originalUrl.split('?');
    if (path === basePath) response.redirect(308, [`${basePath}/`, ...search].join('?'));
    else next();
  };
}
