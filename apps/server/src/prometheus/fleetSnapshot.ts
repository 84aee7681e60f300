import { setTimeout as delay } from 'node:timers/promises';
import type { Dialect } from '@gpu-console/shared/contract';
import type { DeviceSample } from './deviceSample.ts';
import { detectDialect } from './dialect.ts';
import { fleetQueries, joinDevices, missedBy, valuesByDevice } from './fleetQueries.ts';
import { instantFrame } from './frame.ts';
import type { PrometheusClient } from './prometheusClient.ts';

const POLL_SECONDS = 10;
/** Nobody asked for this long: the poll rests until somebody does. */
const REST_AFTER_SECONDS = 60;
/** Prometheus' own look-back: a value older than this is gone, not stale. */
const LOOK_BACK_SECONDS = 300;
const PATIENCE_MS = 8000;
const DIALECT_EVERY_SECONDS = 60;
/** Half an hour of every device's samples is the poll's heaviest question, and its answer moves slowly. */
const IDLE_EVERY_SECONDS = 60;
const DIALECT_WINDOW_SECONDS = 3600;
const DEFAULT_SCRAPE_SECONDS = 15;
const USUAL_INTERVALS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300] as const;

/** What the fleet's GPUs report, as of one moment. */
export interface FleetView {
  readonly devices: readonly DeviceSample[];
  /** Keys of the devices that stayed under 5 % for the last 30 minutes. */
  readonly idle: ReadonlySet<string>;
  /** Unix seconds. */
  readonly asOf: number;
}

/** How this cluster's DCGM series are called and labelled. */
export interface Vocabulary {
  readonly dialect: Dialect;
  readonly exported: ReadonlySet<string>;
  readonly scrapeInterval: number | null;
}

/**
 * The metrics' side of "now": one poll for all viewers together, and only while somebody looks. A poll that fails
 * leaves the last view standing, with its age.
 */
export class FleetSnapshot {
  readonly #client: PrometheusClient;
  #view: FleetView | undefined;
  #vocabulary: Vocabulary | null = null;
  #vocabularyReadAt = 0;
  /** Fields that identify devices which the usual ones miss: exporters may have counters lists of their own. */
  #identifying: readonly string[] = [];
  #idle: ReadonlySet<string> = new Set();
  #idleReadAt = 0;
  #polling: Promise<void> | undefined;
  #lookedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(client: PrometheusClient) {
    this.#client = client;
  }

  /** Null until DCGM series were seen. */
  get vocabulary(): Vocabulary | null {
    return this.#vocabulary;
  }

  /** Seconds between scrapes of the exporters, or a usual value until known. */
  get scrapeInterval(): number {
    return this.#vocabulary?.scrapeInterval ?? DEFAULT_SCRAPE_SECONDS;
  }

  /** The fleet now; waits for the first answer, and for a fresh one after a rest. Undefined where there never was one. */
  async look(): Promise<FleetView | undefined> {
    const now = Date.now() / 1000;
    const rested = now - this.#lookedAt > REST_AFTER_SECONDS;
    this.#lookedAt = now;
    this.#timer ??= setInterval(() => this.#tick(), POLL_SECONDS * 1000).unref();
    if (this.#view === undefined || rested) await this.#waitForPoll();
    return this.#view !== undefined && now - this.#view.asOf < LOOK_BACK_SECONDS ? this.#view : undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A Prometheus known to be away is not waited for; a slow one only so long that a page without metrics still comes. */
  async #waitForPoll(): Promise<void> {
    const poll = this.#poll();
    if (this.#client.health.state.state === 'unreachable') return;
    const patience = new AbortController();
    await Promise.race([poll, delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
  }

  #tick(): void {
    if (Date.now() / 1000 - this.#lookedAt > REST_AFTER_SECONDS) this.stop();
    else void this.#poll();
  }

  /** At most one poll at a time; a failure is the client's health, not an exception here. */
  #poll(): Promise<void> {
    this.#polling ??= this.#read()
      .catch(() => {})
      .finally(() => {
        this.#polling = undefined;
      });
    return this.#polling;
  }

  async #read(): Promise<void> {
    const asOf = Date.now() / 1000;
    await this.#readVocabulary(asOf);
    if (this.#vocabulary === null) {
      this.#view = { devices: [], idle: new Set(), asOf };
      return;
    }
    const { dialect, exported } = this.#vocabulary;
    this.#view = await this.#readFleet(dialect, exported, asOf);
  }

  async #readFleet(dialect: Dialect, exported: ReadonlySet<string>, asOf: number): Promise<FleetView> {
    const queries = fleetQueries(dialect, exported, this.#identifying);
    const ask = async (expr: string) =>
      instantFrame(await this.#client.query('query', { query: expr, time: String(asOf) }), asOf);
    const byDevice = async (expr: string) => valuesByDevice(await ask(expr), dialect);
    const fields = [...queries.values].map(async ([field, expr]) => [field, await byDevice(expr)] as const);
    // One wait for all of them: a second would leave the first's failures to nobody, which ends the process.
    const [values, identity, sampledAt, idle] = await Promise.all([
      Promise.all(fields),
      ask(queries.identity),
      byDevice(queries.sampledAt),
      asOf - this.#idleReadAt < IDLE_EVERY_SECONDS ? undefined : byDevice(queries.idle),
    ]);
    if (idle !== undefined) {
      this.#idle = new Set(idle.keys());
      this.#idleReadAt = asOf;
    }
    const valuesOf = new Map(values);
    const missed = missedBy(identity, valuesOf, dialect).filter(
      (field) => !this.#identifying.includes(field),
    );
    if (missed.length > 0) {
      this.#identifying = [...this.#identifying, ...missed];
      return this.#readFleet(dialect, exported, asOf);
    }
    const devices = joinDevices(identity, sampledAt, valuesOf, dialect);
    return { devices, idle: this.#idle, asOf };
  }

  async #readVocabulary(now: number): Promise<void> {
    if (this.#vocabulary !== null && now - this.#vocabularyReadAt < DIALECT_EVERY_SECONDS) return;
    const since = now - DIALECT_WINDOW_SECONDS;
    const match = '{__name__=~"(DCGM_FI|DCGM_EXP|dcgm)_.+"}';
    const [names, labels, pods] = await Promise.all([
      this.#client.labelValues('__name__', match, since),
      this.#client.labelNames(match, since),
      this.#client.labelValues('pod', match, since),
      this.#client.health.state.version === null ? this.#client.readVersion() : undefined,
    ]);
    const dialect = detectDialect(new Set(labels), pods);
    const scrapeInterval = dialect === null ? null : await this.#readScrapeInterval(names, now);
    this.#vocabulary = dialect === null ? null : { dialect, exported: new Set(names), scrapeInterval };
    this.#vocabularyReadAt = now;
  }

  /** Ten minutes hold this many samples of a series: the busiest series tells the interval, whatever was down meanwhile. */
  async #readScrapeInterval(names: readonly string[], now: number): Promise<number | null> {
    const [name] = names;
    if (name === undefined) return null;
    const expr = `600 / max(count_over_time(${name}[10m]))`;
    const frame = instantFrame(await this.#client.query('query', { query: expr, time: String(now) }), now);
    const seen = frame.series[0]?.values[0] ?? null;
    return seen === null ? null : usualInterval(seen);
  }
}

/** The interval that people configure nearest to the one seen: a scrape missed or a window cut short shifts it a little. */
function usualInterval(seen: number): number {
  return USUAL_INTERVALS.reduce<number>(
    (best, one) => (Math.abs(one - seen) < Math.abs(best - seen) ? one : best),
    USUAL_INTERVALS[0],
  );
}
