import type { LabelMatcher } from '@gpu-console/shared/promql';
import { z } from 'zod';
import { deadline } from '../deadline.ts';
import { FairShare, ShareExceeded } from '../limits/fairShare.ts';
import { SourceHealth } from '../sourceHealth.ts';
import { type Credentials, splitLogin } from './credentials.ts';
import type { ExtraHeaders } from './extraHeaders.ts';
import { isUnreached, PrometheusError } from './prometheusError.ts';
import { PrometheusHttp, type Question } from './prometheusHttp.ts';
import { PrometheusMetadata } from './prometheusMetadata.ts';
import { readReply } from './readReply.ts';
import { Scope } from './scope.ts';
import type { SeriesAccess } from './seriesAccess.ts';

export const DEFAULT_MAX_RESPONSE_BYTES = 32 * 2 ** 20;

/**
 * How much is asked at once. Prometheus works on 20 queries at a time (its `query.max-concurrency`): viewers get so many
 * that the console's own reads, the poll among them, always find room, however long viewers' queries take.
 */
const OWN_CONNECTIONS = 6;
const VIEWER_LIMITS = { total: 14, perViewer: 6, waitingPerViewer: 200 };
/** When a viewer who asked for too much at once may try again. */
const RETRY_AFTER_SECONDS = 5;
/** Of a viewer's list of labels or series, which is read in one go: a tenth of a second's work. Nobody reads longer ones. */
const MAX_LIST_BYTES = 8 * 2 ** 20;
/** After its own time limit, Prometheus has this long to say so. */
const GRACE_SECONDS = 1;

export interface PrometheusOptions {
  /** May have a user and password in it, which go as Basic authorization and are told to nobody else. */
  readonly url: string;
  readonly credentials?: Credentials | undefined;
  readonly headers?: ExtraHeaders | undefined;
  /** Headers, with places for who asks, by which it keeps people apart by itself; the console does without them. */
  readonly viewerHeaders?: Readonly<Record<string, string>> | undefined;
  /** Of the series that are this cluster's, where Prometheus has those of others too. */
  readonly matchers?: readonly LabelMatcher[];
  /** How long an answer may take, all of it. */
  readonly timeoutSeconds: number;
  readonly maxResponseBytes?: number;
  readonly onRequest: () => void;
}

/** For whom a question is, and until when. */
export interface Asking {
  /** Who waits for the answer, by any name that is theirs alone; without one, the console itself. */
  readonly viewer?: string | undefined;
  /** What they may see; everything without it. */
  readonly access?: SeriesAccess | undefined;
  /** Aborts when nobody waits any more. */
  readonly signal?: AbortSignal | undefined;
  /** Where it is not to take as long as is usual. */
  readonly timeoutSeconds?: number | undefined;
  /** Told of what Prometheus says beside an answer to `labelNames`, `labelValues` or `series`: that it is not all, e.g. */
  readonly warned?: ((warnings: readonly string[]) => void) | undefined;
}

/**
 * The one door to Prometheus. The console's own reads and viewers' have connections of their own; viewers share theirs
 * fairly. Health is that of the own reads: of viewers' only an answer counts, or that nothing listens.
 */
export class PrometheusClient {
  readonly health = new SourceHealth();
  readonly scope: Scope;
  readonly viewerHeaders: Readonly<Record<string, string>> | undefined;
  readonly #options: PrometheusOptions;
  readonly #own: PrometheusHttp;
  readonly #viewers: PrometheusHttp;
  readonly #share = new FairShare(VIEWER_LIMITS);
  /** Prometheus asked the console's own reads to wait until then; milliseconds. */
  #busyUntil = 0;

  constructor(options: PrometheusOptions) {
    this.#options = options;
    this.scope = new Scope(options.matchers);
    this.viewerHeaders = options.viewerHeaders;
    const { url, login } = splitLogin(options.url);
    const endpoint = {
      url: url.replace(/\/+$/, ''),
      credentials: options.credentials ?? login,
      headers: options.headers,
      maxBytes: options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
    };
    this.#own = new PrometheusHttp({ ...endpoint, connections: OWN_CONNECTIONS });
    this.#viewers = new PrometheusHttp({ ...endpoint, connections: VIEWER_LIMITS.total });
  }

  /**
   * POSTs to `/api/v1/query` or `/api/v1/query_range`; the reply's body.
   * @throws PrometheusError
   */
  async query(
    kind: 'query' | 'query_range',
    form: Readonly<Record<string, string>> & { readonly query: string },
    asking: Asking = {},
  ): Promise<Buffer> {
    const timeout = String(this.#timeoutSeconds(asking));
    const query = this.scope.query(asking.access?.query(form.query) ?? form.query);
    const parameters = new URLSearchParams({ ...form, query, timeout });
    return this.#ask({ method: 'POST', page: kind, parameters }, asking);
  }

  /**
   * GETs `/api/v1/targets` or another of the pages that tell of Prometheus itself; the reply's body. A server that is only
   * compatible may have none, which says nothing of its health.
   * @throws PrometheusError
   */
  status(page: 'targets?state=active' | 'alerts'): Promise<Buffer> {
    return this.#ask({ method: 'GET', page }, {}, (error) => error.status !== null);
  }

  /** Names of the labels on the series that `match` selects (all without it), seen from `start` on (Unix seconds). */
  async labelNames(
    match: string | undefined,
    start: number,
    end?: number,
    asking: Asking = {},
  ): Promise<string[]> {
    return this.#lists(z.string(), asking).labelNames({ match: this.#selectors(match, asking), start, end });
  }

  /** Values of a label on the series that `match` selects (all without it), seen from `start` on (Unix seconds). */
  async labelValues(
    label: string,
    match: string | undefined,
    start: number,
    end?: number,
    asking: Asking = {},
  ): Promise<string[]> {
    return this.#lists(z.string(), asking).labelValues(label, {
      match: this.#selectors(match, asking),
      start,
      end,
    });
  }

  /** Labels of the series that `match` selects, their name among them. */
  async series(
    match: string,
    start: number,
    end?: number,
    asking: Asking = {},
  ): Promise<Readonly<Record<string, string>>[]> {
    return this.#lists(z.record(z.string(), z.string()), asking).series({
      match: this.#selectors(match, asking),
      start,
      end,
    });
  }

  /** Asks for Prometheus' version, which also tells that it is there. Some compatible servers do not say. */
  async readVersion(asking: Asking = {}): Promise<void> {
    const metadata = new PrometheusMetadata(async (page) => {
      const body = await this.#ask({ method: 'GET', page }, asking, ({ status }) => status === 404);
      return readReply(AnyReply, body, page);
    });
    this.health.markHealthy(await metadata.version());
  }

  /** Does not wait for answers: whoever does is told that there are none. */
  async close(): Promise<void> {
    await Promise.all([this.#own.close(), this.#viewers.close()]);
  }

  /** As `match[]` takes them, several for what any of them selects; none for all series. */
  #selectors(match: string | undefined, { access }: Asking): readonly string[] {
    const allowed = access?.selectors(match) ?? [match];
    return allowed.flatMap((one) => this.scope.selector(one) ?? []);
  }

  /** Lists of what a schema knows. */
  #lists(item: z.ZodType, asking: Asking): PrometheusMetadata {
    const maxBytes = asking.viewer === undefined ? undefined : MAX_LIST_BYTES;
    return new PrometheusMetadata(async (page, parameters) => {
      const body = await this.#ask({ method: 'GET', page, parameters, maxBytes }, asking);
      const reply = readReply(listReply(item), body, page);
      if (reply.warnings.length > 0) asking.warned?.(reply.warnings);
      return reply;
    });
  }

  /** @param harmless tells of an error that says nothing of Prometheus' health */
  async #ask(
    question: Question,
    asking: Asking,
    harmless: (error: PrometheusError) => boolean = () => false,
  ): Promise<Buffer> {
    // Prometheus gives up in time to say so itself; the wait for a turn counts as its time, too.
    const seconds = this.#timeoutSeconds(asking) + GRACE_SECONDS;
    using timeLimit = deadline(seconds * 1000, () => tooSlow(question, seconds), asking.signal);
    const { viewer, access } = asking;
    const named = { ...question, headers: access?.headers() };
    try {
      const body = await (viewer === undefined
        ? this.#askOwn(named, timeLimit.signal)
        : this.#askFor(viewer, named, timeLimit.signal));
      this.health.markHealthy();
      return body;
    } catch (error) {
      if (error instanceof PrometheusError && !harmless(error)) this.#note(error, viewer);
      throw error;
    }
  }

  async #askOwn(question: Question, signal: AbortSignal): Promise<Buffer> {
    const waitMs = this.#busyUntil - performance.now();
    if (waitMs > 0) throw stillBusy(Math.ceil(waitMs / 1000));
    try {
      return await this.#send(this.#own, question, signal);
    } catch (error) {
      if (error instanceof PrometheusError && error.retryAfterSeconds !== undefined)
        this.#busyUntil = performance.now() + error.retryAfterSeconds * 1000;
      throw error;
    }
  }

  async #askFor(viewer: string, question: Question, signal: AbortSignal): Promise<Buffer> {
    try {
      return await this.#share.run(viewer, signal, () => this.#send(this.#viewers, question, signal));
    } catch (error) {
      throw error instanceof ShareExceeded ? tooMany(error) : error;
    }
  }

  #send(pool: PrometheusHttp, question: Question, signal: AbortSignal): Promise<Buffer> {
    this.#options.onRequest();
    return pool.ask(question, signal);
  }

  #timeoutSeconds({ timeoutSeconds = Number.POSITIVE_INFINITY }: Asking): number {
    return Math.min(timeoutSeconds, this.#options.timeoutSeconds);
  }

  /** That an expression was refused, given up or gave too much is an answer; else the console's own reads got none. */
  #note(error: PrometheusError, viewer: string | undefined): void {
    const { code, status } = error;
    // That the console itself waits, or has no room, is no news of Prometheus.
    if ((code === 'upstream_busy' || code === 'source_closed') && status === null) return;
    const answered =
      code === 'invalid_promql' ||
      code === 'upstream_too_large' ||
      (code === 'upstream_timeout' && status !== null);
    if (answered) this.health.markHealthy();
    else if (viewer === undefined || isUnreached(error)) this.health.markFailed(error.message);
  }
}

const AnyReply = z.object({ status: z.string().default('success'), data: z.unknown() });

const listReply = <T extends z.ZodType>(item: T) =>
  z.object({
    status: z.literal('success'),
    data: z.array(item),
    warnings: z.array(z.string()).default([]),
  });

function tooSlow({ page }: Question, seconds: number): PrometheusError {
  const words = `Prometheus did not answer within ${Number(seconds.toFixed(1))} s (/api/v1/${page})`;
  return new PrometheusError('upstream_timeout', words, null);
}

function stillBusy(retryAfterSeconds: number): PrometheusError {
  const words = `Prometheus asked to wait; ${retryAfterSeconds} s are left`;
  return new PrometheusError('upstream_busy', words, null, { retryAfterSeconds });
}

function tooMany({ message }: ShareExceeded): PrometheusError {
  const words = `Prometheus was not asked: ${message}, since the questions before take their time. Try again a little later`;
  return new PrometheusError('too_many_queries', words, null, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
