import { setTimeout as delay } from 'node:timers/promises';
import { deadline } from '../deadline.ts';
import type { DeviceSample } from './deviceSample.ts';
import { fleetQueries } from './fleetQueries.ts';
import { joinDevices, missedBy, overlaps, valuesByDevice } from './fleetSeries.ts';
import { UnsupportedResult } from './frame.ts';
import { devicesWithOwnUse, ownUse } from './ownUse.ts';
import { PollPace } from './pollPace.ts';
import type { Asking, PrometheusClient } from './prometheusClient.ts';
import { PrometheusError } from './prometheusError.ts';
import { readInstant } from './readFrame.ts';
import { mergeVocabularies, readPastNames, readVocabulary, type Vocabulary, withPast } from './vocabulary.ts';

const TICK_MS = 2000;
/** Nobody asked for this long: the poll rests until somebody does. */
const REST_AFTER_SECONDS = 60;
/** Prometheus' own look-back: a value older than this is gone, not stale. */
const LOOK_BACK_SECONDS = 300;
/** As long as a page waits for metrics; then it comes without. */
const TIMEOUT_MS = 8000;
const VOCABULARY_EVERY_SECONDS = 60;
const PAST_EVERY_SECONDS = 3600;
/** Half an hour of every device's samples is the poll's heaviest question, and its answer moves slowly. */
const IDLE_EVERY_SECONDS = 60;
/** Charts show the past: what overlapped a while ago is still in them. */
const OVERLAPS_KEPT_SECONDS = 3600;
const DEFAULT_SCRAPE_SECONDS = 15;
const MAX_WARNINGS = 20;
const MAX_WARNING_CHARACTERS = 500;

/** What the fleet's GPUs report, as of one moment. */
export interface FleetView {
  readonly devices: readonly DeviceSample[];
  /** Keys of the devices that stayed under 5 % for the last 30 minutes. */
  readonly idle: ReadonlySet<string>;
  /** Keys of the devices whose profiling fields are stuck at 0 while another field shows them at work. */
  readonly stuck: ReadonlySet<string>;
  /** Unix seconds. */
  readonly asOf: number;
}

/** Why the fleet cannot be read now, in words for people, and since when (Unix seconds). */
export interface PollFailure {
  readonly reason: string;
  readonly since: number;
}

/** One poll: as of when it asks (Unix seconds), how it does, and what it hears beside the answers. */
interface Poll {
  readonly asOf: number;
  readonly asking: Asking & {
    readonly signal: AbortSignal;
    readonly warned: (warnings: readonly string[]) => void;
  };
  readonly warnings: Set<string>;
  /** Whether any answer came. */
  answered: boolean;
}

/**
 * The metrics' side of "now": one poll for all viewers together, and only while somebody looks. A poll that fails
 * leaves the last view standing, with its age, and says why.
 */
export class FleetSnapshot {
  readonly #client: PrometheusClient;
  readonly #pace = new PollPace();
  #view: FleetView | undefined;
  #failure: PollFailure | null = null;
  #warnings: readonly string[] = [];
  #vocabulary: Vocabulary | null = null;
  #vocabularyReadAt = 0;
  #overlapsSeenAt = 0;
  #pastNames: readonly string[] = [];
  #pastReadAt = 0;
  /** Fields that identify devices which the usual ones miss: exporters may have counters lists of their own. */
  #identifying: readonly string[] = [];
  #idle: ReadonlySet<string> = new Set();
  #stuck: ReadonlySet<string> = new Set();
  #idleReadAt = 0;
  #polling: Promise<void> | undefined;
  #lookedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

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

  /** Null where the last poll read everything, and before the first ended. Prometheus may be there all the same. */
  get failure(): PollFailure | null {
    return this.#failure;
  }

  /** What Prometheus warned of in the last poll, each once: that a store did not answer, e.g., so that GPUs may be missing. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** The fleet now; waits for the first answer, and for a fresh one after a rest. Undefined where there never was one. */
  async get(): Promise<FleetView | undefined> {
    const now = Date.now() / 1000;
    const rested = now - this.#lookedAt > REST_AFTER_SECONDS;
    this.#lookedAt = now;
    if (!this.#closed) this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
    if (this.#view === undefined || rested) await this.#waitForPoll();
    return this.#view !== undefined && now - this.#view.asOf < LOOK_BACK_SECONDS ? this.#view : undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Polls no more, whoever asks. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  /** A Prometheus known to be away is not waited for; a slow one only so long that a page without metrics still comes. */
  async #waitForPoll(): Promise<void> {
    if (this.#closed || (this.#polling === undefined && this.#pace.mustWait)) return;
    const poll = this.#poll();
    if (this.#client.health.state.state === 'unreachable') return;
    const timeLimit = new AbortController();
    await Promise.race([poll, delay(TIMEOUT_MS, undefined, { signal: timeLimit.signal }).catch(() => {})]);
    timeLimit.abort();
  }

  #tick(): void {
    if (Date.now() / 1000 - this.#lookedAt > REST_AFTER_SECONDS) this.stop();
    else if (this.#pace.isDue) void this.#poll();
  }

  /** At most one poll at a time, and each ends in time; a failure is told, not thrown. */
  #poll(): Promise<void> {
    this.#polling ??= this.#readAll().finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  async #readAll(): Promise<void> {
    const asOf = Date.now() / 1000;
    const { timeoutSeconds } = this.#pace;
    using timeLimit = deadline(timeoutSeconds * 1000, () => tooSlow(timeoutSeconds));
    const warnings = new Set<string>();
    const warned = (more: readonly string[]) => {
      for (const warning of more)
        if (warnings.size < MAX_WARNINGS) warnings.add(warning.slice(0, MAX_WARNING_CHARACTERS));
    };
    const { signal } = timeLimit;
    const poll: Poll = { asOf, asking: { signal, timeoutSeconds, warned }, warnings, answered: false };
    try {
      this.#view = await this.#read(poll);
      this.#failure = null;
      this.#pace.succeeded(asOf);
    } catch (error) {
      this.#failure = { reason: reasonOf(error), since: this.#failure?.since ?? Date.now() / 1000 };
      this.#pace.failed(error, poll.answered);
    } finally {
      this.#warnings = [...warnings];
      // What else was asked is of no use any more.
      timeLimit.abort();
    }
  }

  async #read(poll: Poll): Promise<FleetView> {
    await this.#readVocabulary(poll);
    return this.#readFleet(poll);
  }

  async #readFleet(poll: Poll): Promise<FleetView> {
    const { asOf } = poll;
    const read = this.#vocabulary;
    if (read === null) return { devices: [], idle: new Set(), stuck: new Set(), asOf };
    const identity = await this.#ask(fleetQueries(read, this.#identifying).identity, poll);
    if (overlaps(identity, read.dialect)) this.#overlapsSeenAt = asOf;
    const vocabulary = withOverlaps(read, asOf - this.#overlapsSeenAt < OVERLAPS_KEPT_SECONDS);
    this.#vocabulary = vocabulary;
    const { dialect } = vocabulary;
    const queries = fleetQueries(vocabulary, this.#identifying);
    const byDevice = async (expr: string) => valuesByDevice(await this.#ask(expr, poll), dialect);
    const fields = [...queries.values].map(async ([field, expr]) => [field, await byDevice(expr)] as const);
    // One wait for all of them: a second would leave the first's failures to nobody, which ends the process.
    const isDue = asOf - this.#idleReadAt >= IDLE_EVERY_SECONDS;
    const slowly = async (expr: string | undefined) =>
      isDue && expr !== undefined ? new Set((await byDevice(expr)).keys()) : undefined;
    const sharing = devicesWithOwnUse(identity, dialect, this.scrapeInterval);
    const own = [...(sharing.size > 0 ? queries.own : [])].map(
      async ([field, expr]) => [field, await this.#ask(expr, poll)] as const,
    );
    const [values, ownFrames, idle, stuck] = await Promise.all([
      Promise.all(fields),
      Promise.all(own),
      slowly(queries.idle),
      slowly(queries.stuck),
    ]);
    if (isDue) {
      this.#idle = idle ?? new Set();
      this.#stuck = stuck ?? new Set();
      this.#idleReadAt = asOf;
    }
    const valuesOf = new Map(values);
    const missed = missedBy(identity, valuesOf, dialect).filter(
      (field) => !this.#identifying.includes(field),
    );
    if (missed.length > 0) {
      this.#identifying = [...this.#identifying, ...missed];
      return this.#readFleet(poll);
    }
    const ownUses = ownUse(new Map(ownFrames), sharing, dialect);
    const devices = joinDevices(identity, valuesOf, ownUses, dialect, this.scrapeInterval);
    return { devices, idle: this.#idle, stuck: this.#stuck, asOf };
  }

  async #ask(query: string, poll: Poll) {
    const { asOf, asking } = poll;
    const body = await this.#client.query('query', { query, time: String(asOf) }, asking);
    const { frame, warnings } = await readInstant(body, asOf);
    asking.warned(warnings);
    poll.answered = true;
    return frame;
  }

  /** A store that is slow about the past keeps nobody from the present. */
  async #readPast({ asOf, asking: { signal, timeoutSeconds } }: Poll): Promise<void> {
    if (asOf - this.#pastReadAt < PAST_EVERY_SECONDS) return;
    this.#pastReadAt = asOf;
    this.#pastNames = await readPastNames(this.#client, asOf, { signal, timeoutSeconds }).catch(
      () => this.#pastNames,
    );
  }

  /** Of an answer that is not all, the rest may come with the next poll. */
  async #readVocabulary(poll: Poll): Promise<void> {
    const { asOf, asking, warnings } = poll;
    if (this.#vocabulary !== null && asOf - this.#vocabularyReadAt < VOCABULARY_EVERY_SECONDS) return;
    const [now] = await Promise.all([
      readVocabulary(this.#client, asOf, asking),
      this.#readPast(poll),
      this.#client.health.state.version === null
        ? this.#client.readVersion(asking).catch(() => {})
        : undefined,
    ]);
    poll.answered = true;
    const read = now && withPast(now, this.#pastNames);
    const isWhole = warnings.size === 0;
    this.#vocabulary = isWhole ? read : mergeVocabularies(this.#vocabulary, read);
    if (isWhole) this.#vocabularyReadAt = asOf;
  }
}

/** The same object where nothing changes, to keep by it what follows from it. */
function withOverlaps(vocabulary: Vocabulary, isSeen: boolean): Vocabulary {
  const { overlaps: _, ...dialect } = vocabulary.dialect;
  if (isSeen === (vocabulary.dialect.overlaps === true)) return vocabulary;
  return { ...vocabulary, dialect: isSeen ? { ...dialect, overlaps: true } : dialect };
}

function tooSlow(seconds: number): PrometheusError {
  return new PrometheusError('upstream_timeout', `Prometheus did not answer all within ${seconds} s`, null);
}

/** Anything else that was thrown is an answer that somebody else made up: its shape says nothing to people. */
function reasonOf(error: unknown): string {
  if (error instanceof PrometheusError || error instanceof UnsupportedResult) return error.message;
  return "Prometheus' answers are not what its API promises";
}
