import type { Source } from '@gpu-console/shared/contract';
import type { Cluster } from '../cluster/cluster.ts';
import { ProblemError } from './problem.ts';

const NOT_YET = 'it has not answered yet';

/** @throws ProblemError 503 where Kubernetes has never answered, so that nothing can be said of what exists. */
export function requireKubernetes({ state }: Pick<Cluster, 'state'>): void {
  if (state.synced) return;
  const reason = state.health.state.reason ?? NOT_YET;
  throw unreachable('kubernetes', 'The Kubernetes API', reason);
}

/** That nothing can be said of the metrics, since Prometheus cannot be read. @param reason where there is a better one */
export function prometheusUnreachable(
  { prometheus }: Pick<Cluster, 'prometheus'>,
  reason?: string,
): ProblemError {
  return unreachable('prometheus', 'Prometheus', reason ?? prometheus.health.state.reason ?? NOT_YET);
}

function unreachable(source: Source, name: string, reason: string): ProblemError {
  return new ProblemError(503, `${source}_unreachable`, `${name} cannot be read: ${reason}`, {
    upstream: { source, status: null, message: reason },
  });
}
