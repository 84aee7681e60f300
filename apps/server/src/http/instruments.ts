import type { Source } from '@gpu-console/shared/contract';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The console's own metrics, served under /metrics. */
export class Instruments {
  readonly registry = new Registry();
  readonly #upstream = new Counter({
    name: 'gpu_console_upstream_requests_total',
    help: 'Requests to Prometheus and to the Kubernetes API.',
    labelNames: ['source'],
    registers: [this.registry],
  });
  readonly #served = new Histogram({
    name: 'gpu_console_http_request_duration_seconds',
    help: 'Time to answer a request of the API, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts one request to a source. */
  countUpstream(source: Source): void {
    this.#upstream.inc({ source });
  }

  /** Times each request under its route's pattern, so that names in paths make no series of their own. */
  readonly middleware: RequestHandler = (request, response, next) => {
    const stop = this.#served.startTimer({ method: request.method });
    response.on('finish', () => {
      const route: unknown = request.route?.path;
      stop({ route: typeof route === 'string' ? route : 'other', status: response.statusCode });
    });
    next();
  };
}
