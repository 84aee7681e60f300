import type { Source } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../cluster/viewedCluster.ts';
import { ProblemError } from './problem.ts';

const NOT_YET = 'it has not answered yet';

/** @throws ProblemError 503 where Kubernetes has never answered, so that nothing can be said of what exists. */
export function requireKubernetes({ uncut, health }: ViewedCluster): void {
  if (uncut.state.synced) return;
  throw unreachable('kubernetes', 'The Kubernetes API', health.kubernetes.reason ?? NOT_YET);
}

/** That nothing can be said of the metrics, since Prometheus cannot be read. @param reason where there is a better one */
export function prometheusUnreachable(viewed: ViewedCluster, reason?: string): ProblemError {
  const told = reason === undefined ? viewed.health.prometheus.reason : viewed.toldReason(reason);
  return unreachable('prometheus', 'Prometheus', told ?? NOT_YET);
}

function unreachable(source: Source, name: string, reason: string): ProblemError {
  return new ProblemError(503, `${source}_unreachable`, `${name} cannot be read: ${reason}`, {
    upstream: { source, status: null, message: reason },
  });
}
