import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import type { DashboardStore } from '../dashboards/dashboardStore.ts';
import type { FactsReader } from '../factsReader.ts';
import { type Fleet, joinFleet } from '../fleet/fleet.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import type { FleetSnapshot, FleetView } from '../prometheus/fleetSnapshot.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import type { QueryService } from '../prometheus/queryService.ts';
import type { SetupSights } from '../setupSights.ts';
import type { SourceHealth } from '../sourceHealth.ts';
import { ProblemError } from './problem.ts';

/** Where the console may write, and what does; undefined where it only reads. */
interface Writes {
  readonly namespaces: readonly string[];
  readonly writer: KubernetesWriter | undefined;
}

/** Everything the console knows one cluster by. */
export interface ClusterSources {
  readonly id: string;
  readonly name: string;
  readonly api: KubernetesApi;
  readonly state: ClusterState;
  readonly prometheus: PrometheusClient;
  readonly queries: QueryService;
  readonly fleet: FleetSnapshot;
  readonly facts: FactsReader;
  readonly sights: SetupSights;
  readonly writes: Writes;
  /** People's own dashboards. */
  readonly dashboards: DashboardStore;
}

/** A cluster as of this request: its state, its joined fleet, how old they are and what is missing. */
export interface Moment {
  readonly state: ClusterState;
  readonly metrics: FleetView | undefined;
  readonly fleet: Fleet;
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

export class Clusters {
  readonly #clusters: ReadonlyMap<string, ClusterSources>;
  readonly #joined = new Map<string, { version: number; metrics: FleetView | undefined; fleet: Fleet }>();

  constructor(clusters: readonly ClusterSources[]) {
    this.#clusters = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  }

  get all(): readonly ClusterSources[] {
    return [...this.#clusters.values()];
  }

  /** @throws ProblemError 404 for a cluster that the console does not show. */
  get(id: string): ClusterSources {
    const cluster = this.#clusters.get(id);
    if (cluster !== undefined) return cluster;
    const known = [...this.#clusters.keys()].join(', ');
    throw new ProblemError(
      404,
      'cluster_not_found',
      `There is no cluster "${id}"; this console shows ${known}`,
    );
  }

  /** Reads the models and joins them, or takes the join made since neither changed. */
  async now(id: string): Promise<Moment & { readonly cluster: ClusterSources }> {
    const cluster = this.get(id);
    const { state } = cluster;
    const metrics = await cluster.fleet.look();
    const kept = this.#joined.get(id);
    const current = kept !== undefined && kept.version === state.version && kept.metrics === metrics;
    const fleet = current ? kept.fleet : joinFleet(state, metrics);
    this.#joined.set(id, { version: state.version, metrics, fleet });
    return {
      cluster,
      state,
      metrics,
      fleet,
      asOf: { kubernetes: state.asOf, metrics: metrics?.asOf ?? cluster.prometheus.health.state.lastHeard },
      partial: [
        ...missing('kubernetes', state.health),
        // While nothing can be read, that one kind cannot is no news.
        ...(state.health.state.state === 'ok'
          ? [...state.unreadable].map(([resource, reason]) => unreadable(resource, reason, state.health))
          : []),
        ...missing('prometheus', cluster.prometheus.health),
      ],
    };
  }
}

function missing(source: 'kubernetes' | 'prometheus', { state }: SourceHealth): MissingParts {
  if (state.state === 'ok') return [];
  return [{ source, reason: state.reason ?? 'has not answered yet', since: state.lastHeard }];
}

function unreadable(resource: string, reason: string, { state }: SourceHealth): MissingParts[number] {
  return { source: 'kubernetes', reason: `${resource} cannot be read: ${reason}`, since: state.lastHeard };
}

/** @throws ProblemError 503 where Kubernetes has never answered, so that nothing can be said of what exists. */
export function requireKubernetes({ state }: Pick<Moment, 'state'>): void {
  if (state.synced) return;
  const reason = state.health.state.reason ?? 'it has not answered yet';
  throw new ProblemError(503, 'kubernetes_unreachable', `The Kubernetes API cannot be read: ${reason}`, {
    upstream: { source: 'kubernetes', status: null, message: reason },
  });
}
