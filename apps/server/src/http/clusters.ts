import type { Cluster } from '../cluster/cluster.ts';
import { ProblemError } from './problem.ts';

/** The clusters that this console shows, by their id. */
export class Clusters {
  readonly #clusters: ReadonlyMap<string, Cluster>;

  constructor(clusters: readonly Cluster[]) {
    this.#clusters = new Map(clusters.map((cluster) => [cluster.id, cluster]));
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
}
