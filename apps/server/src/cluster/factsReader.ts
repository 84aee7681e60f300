import { deadline, unlessAborted } from '../deadline.ts';
import type { Facts } from '../doctor/facts.ts';
import { HeldStates } from '../doctor/heldStates.ts';
import { known, mapKnown, unavailable } from '../fact.ts';
import { nodeFinder } from '../fleet/nodeOf.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import { type Inventory, type InventoryView, unreadInventory } from '../kubernetes/inventory.ts';
import type { FleetSnapshot, FleetView } from '../prometheus/fleetSnapshot.ts';
import { type Monitoring, type MonitoringView, unreadMonitoring } from '../prometheus/monitoring.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import type { FleetJoin } from './fleetJoin.ts';

/** Where the checks' facts come from. */
export interface FactsInput {
  readonly state: ClusterState;
  readonly prometheus: PrometheusClient;
  readonly fleet: FleetSnapshot;
  readonly join: FleetJoin;
  readonly inventory: Inventory;
  readonly monitoring: Monitoring;
}

const PEEK = { refreshMs: 60_000, oldestMs: 300_000 } as const;
const UNREAD = 'not read yet';
/** So long a page waits for what has to be read for it. */
const TIMEOUT_MS = 5000;
const TOO_SLOW = `not read within ${TIMEOUT_MS / 1000} s`;

/** Reads what the checks need. What cannot be read is unknown, with the reason; nothing here throws. */
export class FactsReader {
  readonly #sources: FactsInput;
  readonly #held = new HeldStates();
  #last: { readonly key: readonly unknown[]; readonly facts: Facts } | undefined;

  constructor(sources: FactsInput) {
    this.#sources = sources;
  }

  /** All of it, at most a few seconds old; of a source that takes too long, what was read of it lately, or that it was not. */
  async get(): Promise<Facts> {
    const { fleet, inventory, monitoring } = this.#sources;
    using timeLimit = deadline(TIMEOUT_MS, () => new Error(TOO_SLOW));
    const inTime = <T>(reading: Promise<T>) =>
      unlessAborted(reading, timeLimit.signal).catch(() => undefined);
    const [metrics, listed, monitored] = await Promise.all([
      fleet.get(),
      inTime(inventory.cache.get()),
      inTime(monitoring.cache.get()),
    ]);
    return this.#together(
      metrics,
      listed ?? inventory.cache.peek(PEEK) ?? unreadInventory(TOO_SLOW),
      monitored ?? monitoring.cache.peek(PEEK) ?? unreadMonitoring(fleet.vocabulary, TOO_SLOW),
    );
  }

  /** What the watches and the poll know now, and of the rest what was read lately: for a page that must not wait. */
  async peek(): Promise<Facts> {
    const { fleet, inventory, monitoring } = this.#sources;
    const metrics = await fleet.get();
    const listed = inventory.cache.peek(PEEK) ?? unreadInventory(UNREAD);
    const monitored = monitoring.cache.peek(PEEK) ?? unreadMonitoring(fleet.vocabulary, UNREAD);
    return this.#together(metrics, listed, monitored);
  }

  /** The same facts while nothing changed, so that what follows from them is worked out once. */
  #together(metrics: FleetView | undefined, listed: InventoryView, monitored: MonitoringView): Facts {
    const { state, prometheus, fleet } = this.#sources;
    const key = [
      state.revision,
      state.health.state,
      prometheus.health.state.state,
      fleet.failure?.reason,
      metrics,
      listed,
      monitored,
    ];
    const last = this.#last;
    if (last?.key.every((part, index) => part === key[index])) return last.facts;
    const facts = factsOf(this.#sources, metrics, listed, monitored, this.#held);
    this.#last = { key, facts };
    return facts;
  }
}

function factsOf(
  { state, prometheus, fleet, join }: FactsInput,
  metrics: FleetView | undefined,
  listed: InventoryView,
  monitored: MonitoringView,
  held: HeldStates,
): Facts {
  const { view: cluster, fleet: joined } = join.of(metrics);
  const { vocabulary, ...monitoring } = monitored;
  const nodeOf = nodeFinder(cluster);
  const away = fleet.failure?.reason ?? prometheus.health.state.reason ?? 'Prometheus has not answered yet';
  return {
    now: Date.now() / 1000,
    held,
    cluster: state.synced
      ? known(cluster)
      : unavailable(state.health.state.reason ?? 'the API server has not answered yet'),
    serverVersion: state.health.state.version,
    policies: state.policies,
    gpuClusters: state.gpuClusters,
    drivers: state.drivers,
    daemonSets: listed.daemonSets,
    services: listed.services,
    endpoints: listed.endpoints,
    events: listed.events,
    serviceMonitors: listed.serviceMonitors,
    podMonitors: listed.podMonitors,
    prometheuses: listed.prometheuses,
    namespaces: listed.allNamespaces,
    runtimeClasses: listed.runtimeClasses,
    computeDomains: listed.computeDomains,
    configMaps: listed.configMaps,
    dashboards: listed.dashboards,
    driverLogs: listed.driverLogs,
    prometheus: prometheus.health.state,
    targets: monitoring.targets,
    firing: monitoring.firing,
    clockAhead: monitoring.clockAhead,
    nodeClocks: mapKnown(monitoring.nodeClocks, (clocks) =>
      clocks.map((clock) => ({ ...clock, node: nodeOf([originOf(clock.labels)]) })),
    ),
    exported:
      vocabulary === null
        ? unavailable(metrics === undefined ? away : 'Prometheus holds no DCGM series')
        : known(vocabulary.exported),
    scrapeSeconds: vocabulary?.scrapeInterval ?? null,
    readings: monitoring.readings,
    switchReadings: mapKnown(monitoring.switchReadings, (switches) =>
      switches.map((one) => ({ ...one, node: nodeOf([originOf(one.labels)]) })),
    ),
    operatorSamples: monitoring.operatorSamples,
    origins: monitoring.origins,
    nodeNames: state.knows('nodes')
      ? known(new Set([...state.nodeNames.values()].flat()))
      : unavailable('the nodes have not been listed yet'),
    fleet: metrics === undefined ? unavailable(away) : known(joined),
  };
}

/** An exporter says where it is; node_exporter by its scrape's labels only. */
function originOf(labels: Readonly<Record<string, string>>) {
  return {
    hostname: labels['Hostname'] || labels['hostname'] || labels['nodename'] || null,
    node: labels['node'] || labels['kubernetes_node'] || null,
    pod: labels['pod'] || null,
    instance: labels['instance'] || null,
  };
}
