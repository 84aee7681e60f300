import type { Cluster } from '../cluster/cluster.ts';
import { scopeOf, ViewedCluster, type Viewer } from '../cluster/viewedCluster.ts';
import { deadline, unlessAborted } from '../deadline.ts';
import { KubernetesError } from '../kubernetes/kubernetesError.ts';
import type { Clusters } from './clusters.ts';
import { ProblemError } from './problem.ts';

/** So long a list of all clusters waits for what one of them lets somebody see. */
const TIMEOUT_MS = 1500;
const NOT_YET = 'its API server has not said yet what you may see';

/** A cluster as somebody sees it, or why that is not known. */
type Listed = { readonly viewed: ViewedCluster } | { readonly cluster: Cluster; readonly problem: string };

/** The handlers' way to clusters: each is opened for who asks, and shows no more than they may see. */
export class ClusterDoor {
  readonly #clusters: Clusters;

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
  }

  /** @throws ProblemError 401, 404, or 503 where it is not known what they may see */
  async open(id: string, viewer: Viewer): Promise<ViewedCluster> {
    const cluster = this.#clusters.get(id);
    if (!takes(cluster, viewer)) {
      const detail = `You are signed in to cluster "${viewer.identity?.cluster}", whose names mean nothing to cluster "${id}": sign in by a token of it`;
      throw new ProblemError(401, 'not_signed_in', detail);
    }
    try {
      return new ViewedCluster(cluster, viewer, await scopeOf(cluster, viewer));
    } catch (error) {
      throw new ProblemError(503, 'rights_unknown', problemOf(cluster, error), {
        upstream: { source: 'kubernetes', status: statusOf(error), message: messageOf(error) },
      });
    }
  }

  /** Every cluster that knows who asks; one that does not say in time what they may see is told with the reason. */
  all(viewer: Viewer): Promise<readonly Listed[]> {
    const known = this.#clusters.all.filter((cluster) => takes(cluster, viewer));
    return Promise.all(known.map((cluster) => this.#listed(cluster, viewer)));
  }

  async #listed(cluster: Cluster, viewer: Viewer): Promise<Listed> {
    using limit = deadline(TIMEOUT_MS, () => new Error(NOT_YET));
    try {
      const scope = await unlessAborted(scopeOf(cluster, viewer), limit.signal);
      return { viewed: new ViewedCluster(cluster, viewer, scope) };
    } catch (error) {
      return { cluster, problem: problemOf(cluster, error) };
    }
  }
}

/** A name that one cluster's token gave is no name to another. */
function takes({ id }: Cluster, { identity }: Viewer): boolean {
  return identity === null || identity.cluster === null || identity.cluster === id;
}

function problemOf({ name }: Cluster, error: unknown): string {
  const may =
    statusOf(error) === 403
      ? 'the console may not ask; deploy/kubernetes/access-role.yaml lets it'
      : messageOf(error);
  return `What you may see of "${name}" is not known: ${may}`;
}

const statusOf = (error: unknown) => (error instanceof KubernetesError ? error.status : null);

/** An answer in the API server's words; why there is none tells addresses, which whoever may see nothing is not told. */
function messageOf(error: unknown): string {
  if (error instanceof KubernetesError && error.status === null) return 'its API server cannot be asked';
  return error instanceof Error ? error.message : String(error);
}
