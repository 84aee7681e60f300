import type { ErrorRequestHandler } from 'express';
import type { TokenReviewer } from '../access/tokenReviewer.ts';
import type { TokenClusters } from '../access/tokens.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { isLetIn } from './asker.ts';
import { ProblemError } from './problem.ts';

/** The clusters that this console shows, by their id. Which these are may change at any time. */
export class Clusters implements TokenClusters {
  #clusters: ReadonlyMap<string, Cluster> = new Map();

  constructor(clusters: readonly Cluster[] = []) {
    this.show(clusters);
  }

  /** Shows just these from now on. */
  show(clusters: readonly Cluster[]): void {
    this.#clusters = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  }

  get ids(): readonly string[] {
    return [...this.#clusters.keys()];
  }

  /** Undefined for a cluster that the console does not show. */
  reviewer(id: string): TokenReviewer | undefined {
    return this.#clusters.get(id)?.tokens;
  }

  get all(): readonly Cluster[] {
    return [...this.#clusters.values()];
  }

  /** @throws ProblemError 404 for a cluster that the console does not show. */
  get(id: string): Cluster {
    const cluster = this.#clusters.get(id);
    if (cluster !== undefined) return cluster;
    const known = [...this.#clusters.keys()].join(', ');
    throw new ProblemError(
      404,
      'cluster_not_found',
      `There is no cluster "${id}"; this console shows ${known}`,
    );
  }

  /** What failed of a cluster that was removed while it was asked: that there is none of that name says why. */
  readonly removedHandler: ErrorRequestHandler = (error: unknown, request, _response, next) => {
    const [, id] = /\/api\/v1\/clusters\/([a-z0-9-]+)\//.exec(request.path) ?? [];
    if (id !== undefined && isLetIn(request) && !isRefused(error)) this.get(id);
    next(error);
  };
}

/** Who may not ask is not told which clusters there are. */
function isRefused(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403].includes(error.problem.status);
}
