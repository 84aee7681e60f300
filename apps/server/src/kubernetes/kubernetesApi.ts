import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { linkedAbort } from '../linkedAbort.ts';
import { readText } from '../readText.ts';
import { inTime } from './inTime.ts';
import { jsonLines } from './jsonLines.ts';
import type { KubernetesConnection } from './kubernetesConnection.ts';
import { KubernetesError, networkError, statusMessage, WatchLost } from './kubernetesError.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** A page of 500 pods with all that controllers note on them has 10 MB. */
const MAX_RESPONSE_BYTES = 64 * 2 ** 20;
/** A watch that says nothing for so long is dead; the API server would have sent a bookmark (`WATCH_SECONDS`). */
const MAX_SILENCE_MS = 30_000;

export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

/**
 * Reads from the API server, and only reads (`KubernetesWriter` is what writes). Lists are parsed straight from JSON, because the typed client builds a
 * class instance per object, of which a large cluster has tens of thousands.
 */
export class KubernetesApi {
  readonly #connection: KubernetesConnection;
  readonly #onRequest: () => void;

  constructor(connection: KubernetesConnection, onRequest: () => void = () => {}) {
    this.#connection = connection;
    this.#onRequest = onRequest;
  }

  /**
   * GETs a path of the API, e.g. `/api/v1/nodes`.
   * @param timeoutMs within which the whole answer has to be there
   * @throws KubernetesError with the API server's own message, or plain words for what is no answer of one.
   */
  async get(
    path: string,
    query: Readonly<Record<string, string>> = {},
    timeoutMs = DEFAULT_TIMEOUT_MS,
  ): Promise<unknown> {
    this.#onRequest();
    return inTime(timeoutMs, async (signal) =>
      readReply(await this.#connection.request(path, { query, signal }), path),
    );
  }

  /**
   * GETs a path whose answer is read as it comes, however long that takes. `signal` ends it at any time: what is read
   * then fails with the signal's reason.
   * @throws KubernetesError with the API server's own message.
   */
  async stream(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Readable> {
    this.#onRequest();
    try {
      const response = await this.#connection.request(path, { query, signal });
      if (response.statusCode === 200) return response.body;
      throw await refusal(response);
    } catch (cause) {
      throw signal.aborted ? signal.reason : networkError(cause);
    }
  }

  /**
   * Watches a path until the server ends it or `signal` aborts it.
   * `onOpen` says that the server took the watch on: events may be long in coming.
   * @throws WatchLost where nothing came for `silenceMs`, or what came makes no sense; KubernetesError where the watch
   *   was refused or broke; what `onEvent` throws.
   */
  async watch(
    path: string,
    query: Readonly<Record<string, string>>,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
    { onOpen = () => {}, silenceMs = MAX_SILENCE_MS }: WatchOptions = {},
  ): Promise<void> {
    using ending = linkedAbort(signal);
    const silent = () => ending.abort(new WatchLost(`no response for ${silenceMs / 1000} s`));
    const silence = setTimeout(silent, silenceMs);
    try {
      const body = await this.stream(path, { ...query, watch: 'true' }, ending.signal);
      onOpen();
      for await (const event of jsonLines(body)) {
        silence.refresh();
        if (!isEvent(event)) throw new WatchLost('the watch brought what is no event');
        onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      throw networkError(ending.signal.aborted ? ending.signal.reason : error);
    } finally {
      clearTimeout(silence);
    }
  }
}

interface WatchOptions {
  readonly onOpen?: () => void;
  readonly silenceMs?: number;
}

function isEvent(value: unknown): value is WatchEvent {
  return typeof value === 'object' && value !== null && 'type' in value && 'object' in value;
}

/** The JSON of a reply. @throws KubernetesError for any other, and for one that is no success */
export async function readReply(response: Dispatcher.ResponseData, path: string): Promise<unknown> {
  if (response.statusCode < 200 || response.statusCode > 299) throw await refusal(response);
  const text = await readText(response.body, MAX_RESPONSE_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    const type = String(response.headers['content-type'] ?? 'of no type').slice(0, 100);
    throw new KubernetesError(
      `the answer to ${path} is no whole JSON (${type}, ${text.length} characters): is that the API server's address?`,
      null,
    );
  }
}

async function refusal(response: Dispatcher.ResponseData): Promise<KubernetesError> {
  const { statusCode, headers } = response;
  const status: unknown = await readText(response.body, MAX_RESPONSE_BYTES)
    .then(JSON.parse)
    .catch(() => undefined);
  const seconds = Number(headers['retry-after']);
  const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  return new KubernetesError(statusMessage(status, statusCode), statusCode, { retryAfterSeconds });
}
