import type { RequestHandler } from 'express';
import type { Clusters } from './clusters.ts';

/**
 * Ready once each source has been tried, and of Kubernetes each kind that is followed (`reading` until then): pages are of
 * use with either one, and they say what is missing. A console that hid itself while Prometheus is away could not say so.
 * Not ready any more once it was told to stop. It says what is known, asks nobody and waits for nothing.
 */
export function readiness(clusters: Clusters, stopping: AbortSignal): RequestHandler {
  return (_request, response) => {
    const sources = clusters.all.map(({ id, state, prometheus }) => ({
      cluster: id,
      kubernetes: state.health.state.state === 'ok' && !state.tried ? 'reading' : state.health.state.state,
      prometheus: prometheus.health.state.state,
    }));
    const isTried = sources.every(
      ({ kubernetes, prometheus }) =>
        kubernetes !== 'connecting' && kubernetes !== 'reading' && prometheus !== 'connecting',
    );
    const tried = isTried ? 'ready' : 'starting';
    const status = stopping.aborted ? 'stopping' : tried;
    response
      .status(status === 'ready' ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status, sources });
  };
}
