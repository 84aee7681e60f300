import type { AsOf, MissingParts, Source } from '@gpu-console/shared/contract';
import type { DashboardStore } from '../dashboards/dashboardStore.ts';
import { type Fact, isKnown } from '../fact.ts';
import type { FactsReader } from '../factsReader.ts';
import { type Joined, joinFleet } from '../fleet/fleet.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import type { FleetSnapshot, FleetView } from '../prometheus/fleetSnapshot.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import type { QueryService } from '../prometheus/queryService.ts';
import type { SetupProbes } from '../setupProbes.ts';
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
  readonly probes: SetupProbes;
  readonly writes: Writes;
  /** People's own dashboards. */
  readonly dashboards: DashboardStore;
}

/** A cluster as of this request: its joined fleet, how old it is and what is missing. */
export interface ClusterSnapshot extends Joined {
  readonly joined: Joined;
  /** Whether the metrics are all there is: a GPU that is not among them has none. */
  readonly isWhole: boolean;
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

export class Clusters {
  readonly #clusters: ReadonlyMap<string, ClusterSources>;
  readonly #joined = new Map<string, Joined & { readonly revision: number }>();

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
  async snapshot(id: string): Promise<ClusterSnapshot & { readonly cluster: ClusterSources }> {
    const cluster = this.get(id);
    const { state } = cluster;
    const metrics = await cluster.fleet.look();
    const joined = this.#join(id, state, metrics);
    return {
      cluster,
      ...joined,
      joined,
      isWhole: metrics !== undefined && cluster.fleet.failure === null && cluster.fleet.warnings.length === 0,
      asOf: { kubernetes: state.asOf, metrics: metrics?.asOf ?? cluster.prometheus.health.state.lastHeard },
      partial: [
        ...missing('kubernetes', state.health, state.answers),
        // While nothing can be read, that one kind cannot is no news.
        ...(state.health.state.state === 'ok'
          ? state.gaps.map((reason) => inPart('kubernetes', reason, state.health))
          : []),
        ...missing('prometheus', cluster.prometheus.health),
        ...unreadMetrics(cluster),
      ],
    };
  }

  #join(id: string, state: ClusterState, metrics: FleetView | undefined): Joined {
    const { revision } = state;
    const kept = this.#joined.get(id);
    if (kept !== undefined && kept.revision === revision && kept.metrics === metrics) return kept;
    const joined = { state, metrics, fleet: joinFleet(state, metrics), revision };
    this.#joined.set(id, joined);
    return joined;
  }
}

/** That a source is not well, and why. @param answers whether it is there all the same */
function missing(source: Source, { state }: SourceHealth, answers = false): MissingParts {
  if (state.state === 'ok') return [];
  return [{ source, answers, reason: state.reason ?? 'has not answered yet', since: state.lastHeard }];
}

/** What is missing of a source that answers. */
function inPart(source: Source, reason: string, { state }: SourceHealth): MissingParts[number] {
  return { source, answers: state.state === 'ok', reason, since: state.lastHeard };
}

/** What Prometheus does not tell though it is there: what the last poll could not read, or was warned may be missing. */
function unreadMetrics({ prometheus, fleet: { failure, warnings } }: ClusterSources): MissingParts {
  const { health } = prometheus;
  if (health.state.state !== 'ok') return [];
  const reasons = warnings.map((warning) => `Prometheus warns: ${warning}`);
  if (failure !== null) reasons.unshift(`the GPUs' metrics could not be read: ${failure.reason}`);
  return reasons.map((reason) => inPart('prometheus', reason, health));
}

/** That events are missing, and why, where they could not be read. */
export function unreadEvents(events: Fact<unknown>, health: SourceHealth): MissingParts {
  return isKnown(events) ? [] : [inPart('kubernetes', `events could not be read: ${events.unknown}`, health)];
}

/** @throws ProblemError 503 where Kubernetes has never answered, so that nothing can be said of what exists. */
export function requireKubernetes({ state }: Pick<ClusterSnapshot, 'state'>): void {
  if (state.synced) return;
  const reason = state.health.state.reason ?? 'it has not answered yet';
  throw new ProblemError(503, 'kubernetes_unreachable', `The Kubernetes API cannot be read: ${reason}`, {
    upstream: { source: 'kubernetes', status: null, message: reason },
  });
}
