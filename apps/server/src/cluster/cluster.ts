import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import { Authorizer } from '../access/authorizer.ts';
import type { TokenReviewer } from '../access/tokenReviewer.ts';
import type { ClusterSettings } from '../config/clusterSettings.ts';
import type { DashboardStore } from '../dashboards/dashboardStore.ts';
import type { Joined } from '../fleet/fleet.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import { Inventory } from '../kubernetes/inventory.ts';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import { Monitoring } from '../prometheus/monitoring.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { QueryService } from '../prometheus/queryService.ts';
import type { Clients } from './clients.ts';
import { FactsReader } from './factsReader.ts';
import { FleetJoin } from './fleetJoin.ts';
import { missingParts } from './missingParts.ts';
import { namespaceNames } from './namespaceNames.ts';
import { SetupProbes } from './setupProbes.ts';

/** Where the console may write, and what does; undefined where it only reads. */
interface Writes {
  readonly namespaces: readonly string[];
  readonly writer: KubernetesWriter | undefined;
}

interface ClusterParts {
  readonly id: string;
  readonly name: string;
  readonly clients: Pick<Clients, 'api' | 'reviews' | 'tokens' | 'prometheus'>;
  readonly state: ClusterState;
  readonly writes: Writes;
  readonly dashboards: DashboardStore;
  readonly access: ClusterSettings['access'];
}

/** A cluster as of a request: its joined fleet, how old it is and what is missing. */
export interface ClusterSnapshot extends Joined {
  readonly cluster: Cluster;
  readonly joined: Joined;
  /** Whether the metrics are all there is: a GPU that is not among them has none. */
  readonly isWhole: boolean;
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

/** Everything the console knows one cluster by. */
export class Cluster {
  readonly id: string;
  readonly name: string;
  readonly api: KubernetesApi;
  /** What people may do in it. */
  readonly authorizer: Authorizer;
  /** Whose tokens of it are. */
  readonly tokens: TokenReviewer;
  readonly state: ClusterState;
  readonly prometheus: PrometheusClient;
  readonly queries: QueryService;
  readonly fleet: FleetSnapshot;
  readonly facts: FactsReader;
  readonly probes: SetupProbes;
  readonly writes: Writes;
  /** People's own dashboards. */
  readonly dashboards: DashboardStore;
  readonly #join: FleetJoin;
  readonly #signal: AbortSignal;

  /** @param signal ends what goes on by itself */
  constructor(
    {
      id,
      name,
      clients: { api, reviews, tokens, prometheus },
      state,
      writes,
      dashboards,
      access,
    }: ClusterParts,
    signal: AbortSignal,
  ) {
    const fleet = new FleetSnapshot(prometheus);
    signal.addEventListener('abort', () => fleet.close(), { once: true });
    const join = new FleetJoin(state);
    const inventory = new Inventory(api, state);
    const monitoring = new Monitoring(prometheus, fleet);
    const facts = new FactsReader({ state, prometheus, fleet, join, inventory, monitoring });
    this.id = id;
    this.name = name;
    this.api = api;
    this.authorizer = new Authorizer(reviews, namespaceNames(api), access);
    this.tokens = tokens;
    this.state = state;
    this.prometheus = prometheus;
    this.queries = new QueryService(prometheus, () => fleet.scrapeInterval);
    this.fleet = fleet;
    this.facts = facts;
    this.probes = new SetupProbes({ api, prometheus, fleet }, () => facts.get());
    this.writes = writes;
    this.dashboards = dashboards;
    this.#join = join;
    this.#signal = signal;
  }

  /** Follows the API server from now on. */
  follow(): void {
    void this.state.follow(this.api, this.#signal);
  }

  /** Reads the models and joins them, or takes the join made since neither changed. */
  async snapshot(): Promise<ClusterSnapshot> {
    const { state, prometheus, fleet } = this;
    const metrics = await fleet.get();
    const joined = this.#join.of(metrics);
    return {
      cluster: this,
      ...joined,
      joined,
      isWhole: metrics !== undefined && fleet.failure === null && fleet.warnings.length === 0,
      asOf: { kubernetes: state.asOf, metrics: metrics?.asOf ?? prometheus.health.state.lastHeard },
      partial: missingParts(this),
    };
  }
}
