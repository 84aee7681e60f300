import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import type { Clusters } from './clusters.ts';
import type { Instruments } from './instruments.ts';
import { notFound, problemHandler } from './problem.ts';
import { readiness } from './readiness.ts';
import { requestLog } from './requestLog.ts';
import { type HostRules, hostGuard, securityHeaders } from './security.ts';

interface Probed {
  readonly clusters: Clusters;
  readonly instruments: Instruments;
  /** Aborts when the console was told to stop: it is ready no more. */
  readonly stopping: AbortSignal;
}

/** What orchestrators and monitoring ask. @param inDetail with /metrics, and with what /readyz knows of the sources */
export function probes({ clusters, instruments, stopping }: Probed, inDetail: boolean): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', readiness(clusters, stopping, inDetail));
  if (inDetail)
    router.get('/metrics', async (_request, response) => {
      response.type(instruments.registry.contentType).send(await instruments.registry.metrics());
    });
  return router;
}

/** What METRICS_PORT serves: the probes in detail and nothing else. */
export function createProbesApp(options: Probed & HostRules & { readonly logger: Logger }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(options.logger), ...securityHeaders({ frameAncestors: [], basePath: '' }));
  app.use(hostGuard(options), probes(options, true), notFound, problemHandler);
  return app;
}
