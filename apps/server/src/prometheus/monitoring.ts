import type { Series } from '@gpu-console/shared/contract';
import { operatorMetrics } from '@gpu-console/shared/doctor';
import { EVERYTHING, exportedNames, newestValues } from '@gpu-console/shared/metrics';
import { z } from 'zod';
import { attempt, type Fact, known, unavailable } from '../fact.ts';
import { redactPath, redactText } from '../redaction.ts';
import { TtlCache } from '../ttlCache.ts';
import { valuesByDevice } from './fleetSeries.ts';
import type { FleetSnapshot } from './fleetSnapshot.ts';
import type { PrometheusClient } from './prometheusClient.ts';
import { readInstant } from './readFrame.ts';
import { readReply } from './readReply.ts';
import type { Vocabulary } from './vocabulary.ts';

const KEPT_MS = 10_000;

/** Fields that tell of a GPU's health and stand in no table. */
const HEALTH_FIELDS = [
  'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
  'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
  'DCGM_FI_DEV_ROW_REMAP_FAILURE',
  'DCGM_FI_DEV_ROW_REMAP_PENDING',
  'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
  'DCGM_FI_DEV_FABRIC_MANAGER_STATUS',
  'DCGM_FI_DEV_FABRIC_MANAGER_ERROR_CODE',
] as const;

/** Each GPU, and each MIG instance, has one of these at least, by either era's names. */
const EVERY_GPUS = 'DCGM_FI_DEV_(GPU_TEMP|GPU_UTIL|FB_USED).*';
/** The last fatal error of an NVSwitch, by its SXID; 0 for none. Its series are of a switch, and name no GPU. */
const FATAL_SXID = 'DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS';

const Time = z.string().transform((text) => {
  const seconds = Date.parse(text) / 1000;
  // Before the first scrape it is the year 1.
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
});

const TargetsReply = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        labels: z.record(z.string(), z.string()).default({}),
        scrapePool: z.string().default(''),
        scrapeUrl: z.string().default(''),
        lastError: z.string().default(''),
        lastScrape: Time.nullish(),
        health: z.string().default('unknown'),
      }),
    ),
  }),
});

const AlertsReply = z.object({
  data: z.object({
    alerts: z.array(
      z.object({
        labels: z.record(z.string(), z.string()).default({}),
        annotations: z.record(z.string(), z.string()).default({}),
        state: z.string(),
        activeAt: Time.nullish(),
      }),
    ),
  }),
});

const ScalarReply = z.object({ data: z.object({ result: z.tuple([z.number(), z.string()]) }) });

/** What Prometheus scrapes now (its targets API). */
export interface Target {
  readonly pool: string;
  readonly url: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `up`, `down`, `unknown` before the first scrape. */
  readonly health: string;
  readonly lastError: string | null;
  readonly lastScrape: number | null;
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly activeAt: number | null;
}

/** How far a clock is ahead of Prometheus'; where it is, by the labels of the series that tells it. */
export interface NodeClock {
  readonly labels: Series['labels'];
  readonly aheadSeconds: number;
}

/** What an NVSwitch reports; where it is, by the labels of its series. */
export interface SwitchReading {
  readonly labels: Series['labels'];
  /** As its exporter names it: `nvswitch0`. */
  readonly nvSwitch: string;
  /** Of its last fatal error; 0 for none. */
  readonly sxid: number;
}

/** One of `operatorMetrics`, as scraped. */
export interface OperatorSample {
  readonly name: string;
  /** Of the node that it is about; null for the operator's own. */
  readonly node: string | null;
  /** That it was scraped from. */
  readonly pod: string | null;
  readonly value: number;
}

/** Labels by which a Prometheus of several clusters tells them apart, each of some vendor's or manual's. */
const CLUSTER_LABELS = [
  ...['cluster', 'cluster_name', 'clusterName', 'cluster_id', 'k8s_cluster', 'k8s_cluster_name'],
  ...['kubernetes_cluster', 'kube_cluster', 'prometheus_cluster', 'managed_cluster'],
] as const;
const NODE_LABELS = ['node', 'kubernetes_node', 'Hostname', 'hostname', 'instance'] as const;
const UUID_LABELS = ['UUID', 'uuid', 'gpu_uuid'] as const;

/** Where the series of a GPU come from, by their own word. */
export interface SeriesOrigin {
  readonly uuid: string;
  /** Names and addresses of the node, or of who was scraped. */
  readonly nodes: readonly string[];
  /** Of `CLUSTER_LABELS`, those that the series have. */
  readonly cluster: Readonly<Record<string, string>>;
}

/** What Prometheus says of itself and of its scrapes; each part may be refused on its own. */
export interface MonitoringView {
  readonly targets: Fact<readonly Target[]>;
  readonly firing: Fact<readonly Alert[]>;
  /** How far Prometheus' clock is ahead of the console's, in seconds. */
  readonly clockAhead: Fact<number>;
  readonly nodeClocks: Fact<readonly NodeClock[]>;
  readonly vocabulary: Vocabulary | null;
  /** The values of `HEALTH_FIELDS` that are exported, by field and board (UUID). */
  readonly readings: Fact<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /** None where no exporter tells of NVSwitches. */
  readonly switchReadings: Fact<readonly SwitchReading[]>;
  readonly operatorSamples: Fact<readonly OperatorSample[]>;
  readonly origins: Fact<readonly SeriesOrigin[]>;
}

/** Asks Prometheus about itself, at most once in ten seconds however many ask. */
export class Monitoring {
  readonly #client: PrometheusClient;
  readonly #fleet: FleetSnapshot;
  readonly cache = new TtlCache(KEPT_MS, () => this.#read());

  constructor(client: PrometheusClient, fleet: FleetSnapshot) {
    this.#client = client;
    this.#fleet = fleet;
  }

  async #read(): Promise<MonitoringView> {
    await this.#fleet.get();
    const { vocabulary } = this.#fleet;
    const [targets, firing, clockAhead, nodeClocks, readings, switchReadings, operatorSamples, origins] =
      await Promise.all([
        attempt(() => this.#targets()),
        attempt(() => this.#firing()),
        attempt(() => this.#clockAhead()),
        attempt(() => this.#nodeClocks()),
        vocabulary === null ? known(new Map()) : attempt(() => this.#readings(vocabulary)),
        vocabulary === null ? known([]) : attempt(() => this.#switchReadings(vocabulary)),
        attempt(() => this.#operatorSamples()),
        attempt(() => this.#origins()),
      ]);
    return {
      ...{ targets, firing, clockAhead, nodeClocks, vocabulary, readings, switchReadings },
      ...{ operatorSamples, origins },
    };
  }

  async #targets(): Promise<Target[]> {
    const body = await this.#client.status('targets?state=active');
    const { activeTargets } = readReply(TargetsReply, body, 'targets').data;
    const own = activeTargets.filter(({ labels }) => this.#client.scope.mayHold(labels));
    return own.map(({ scrapePool, scrapeUrl, lastError, lastScrape, ...target }) => ({
      ...target,
      pool: scrapePool,
      // Parameters of a scrape may be tokens, and its error may repeat them.
      url: redactPath(scrapeUrl),
      lastError: lastError === '' ? null : redactText(lastError),
      lastScrape: lastScrape ?? null,
    }));
  }

  async #firing(): Promise<Alert[]> {
    const { alerts } = readReply(AlertsReply, await this.#client.status('alerts'), 'alerts').data;
    return alerts
      .filter(({ state, labels }) => state === 'firing' && this.#client.scope.mayHold(labels))
      .map(({ labels, annotations, activeAt }) => ({ labels, annotations, activeAt: activeAt ?? null }));
  }

  /** Without a time of ours, Prometheus takes its own. */
  async #clockAhead(): Promise<number> {
    const before = Date.now() / 1000;
    const body = await this.#client.query('query', { query: 'time()' });
    const { result } = readReply(ScalarReply, body, 'query').data;
    const after = Date.now() / 1000;
    return result[0] - (before + after) / 2;
  }

  async #nodeClocks(): Promise<NodeClock[]> {
    const frame = await this.#ask('node_time_seconds - timestamp(node_time_seconds)');
    return frame.series.flatMap(({ labels, values: [ahead] }) =>
      ahead === undefined || ahead === null ? [] : [{ labels, aheadSeconds: ahead }],
    );
  }

  async #readings(vocabulary: Vocabulary) {
    const { dialect, exported } = vocabulary;
    const fields = HEALTH_FIELDS.filter((field) => exportedNames(field, exported).length > 0);
    const labels = dialect.uuid.slice(0, 1);
    return new Map(
      await Promise.all(
        fields.map(async (field) => {
          const expr = newestValues(field, EVERYTHING, vocabulary, { labels });
          return [field, valuesByDevice(await this.#ask(expr), dialect)] as const;
        }),
      ),
    );
  }

  async #switchReadings({ exported }: Vocabulary): Promise<SwitchReading[]> {
    const names = exportedNames(FATAL_SXID, exported);
    if (names.length === 0) return [];
    const { series } = await this.#ask(`{__name__=~"${names.join('|')}"}`);
    return series.flatMap(({ labels, values: [sxid] }) =>
      sxid === undefined || sxid === null ? [] : [{ labels, nvSwitch: labels['nvswitch'] ?? '?', sxid }],
    );
  }

  async #operatorSamples(): Promise<OperatorSample[]> {
    const { series } = await this.#ask(`{__name__=~"${Object.keys(operatorMetrics).join('|')}"}`);
    return series.flatMap(({ labels, values: [value] }) => {
      const name = labels['__name__'] ?? '';
      if (value === undefined || value === null) return [];
      const node = labels['exported_node'] || labels['node'] || null;
      const isNodes = operatorMetrics[name]?.of === 'node';
      return [{ name, node: isNodes ? node : null, pod: labels['pod'] || null, value }];
    });
  }

  async #origins(): Promise<SeriesOrigin[]> {
    const labels = [...UUID_LABELS, ...NODE_LABELS, ...CLUSTER_LABELS].join(', ');
    const { series } = await this.#ask(`group by (${labels}) ({__name__=~"${EVERY_GPUS}"})`);
    return series.map(({ labels }) => ({
      uuid: UUID_LABELS.map((label) => labels[label]).find(Boolean) ?? '',
      nodes: NODE_LABELS.flatMap((label) => (labels[label] ?? '').replace(/:\d+$/, '') || []),
      cluster: Object.fromEntries(
        CLUSTER_LABELS.flatMap((label) => (labels[label] ? [[label, labels[label]]] : [])),
      ),
    }));
  }

  async #ask(expr: string) {
    const now = Date.now() / 1000;
    const body = await this.#client.query('query', { query: expr, time: String(now) });
    return (await readInstant(body, now)).frame;
  }
}

/** Before Prometheus was asked. */
export function unreadMonitoring(vocabulary: Vocabulary | null, reason: string): MonitoringView {
  const untold = unavailable<never>(reason);
  return {
    targets: untold,
    firing: untold,
    clockAhead: untold,
    nodeClocks: untold,
    readings: untold,
    switchReadings: untold,
    operatorSamples: untold,
    origins: untold,
    vocabulary,
  };
}
