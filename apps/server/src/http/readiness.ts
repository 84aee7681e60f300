import type { SourceState } from '@gpu-console/shared/contract';
import type { RequestHandler } from 'express';
import type { Cluster } from '../cluster/cluster.ts';
import type { Clusters } from './clusters.ts';

/** So long others that are known wait for a cluster that hangs. */
const MAX_WAIT_SECONDS = 10;

/**
 * Ready once each source has been tried, and of Kubernetes each kind that is followed (`reading` until then): pages are of
 * use with either one, and they say what is missing. A console that hid itself while Prometheus is away could not say so.
 * A cluster that hangs, or is added later, hides no other. Not ready any more once it was told to stop. It says what is
 * known, asks nobody and waits for nothing.
 * @param withSources tells the clusters, too, and how each source is
 */
export function readiness(clusters: Clusters, stopping: AbortSignal, withSources: boolean): RequestHandler {
  let wasReady = false;
  return (_request, response) => {
    const { all } = clusters;
    const sources = all.map(({ id, state, prometheus }) => ({
      cluster: id,
      kubernetes: kubernetesState(state),
      prometheus: prometheus.health.state.state,
    }));
    wasReady ||= all.every(isTried) || (all.some(isTried) && all.every((one) => isTried(one) || isLate(one)));
    const tried = wasReady ? 'ready' : 'starting';
    const status = stopping.aborted ? 'stopping' : tried;
    response
      .status(status === 'ready' ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status, ...(withSources && { sources }) });
  };
}

type Sources = Pick<Cluster, 'state' | 'prometheus'>;

function kubernetesState(state: Cluster['state']): SourceState['state'] | 'reading' {
  return state.health.state.state === 'ok' && !state.tried ? 'reading' : state.health.state.state;
}

function isTried({ state, prometheus }: Sources): boolean {
  const kubernetes = kubernetesState(state);
  return (
    kubernetes !== 'connecting' && kubernetes !== 'reading' && prometheus.health.state.state !== 'connecting'
  );
}

/** Whether its sources have had time enough to answer. */
function isLate({ state, prometheus }: Sources): boolean {
  const since = Math.max(state.health.state.since ?? 0, prometheus.health.state.since ?? 0);
  return Date.now() / 1000 - since > MAX_WAIT_SECONDS;
}
