import { Agent, type Dispatcher, request } from 'undici';
import { ByteBudget } from '../limits/byteBudget.ts';
import type { Credentials } from './credentials.ts';
import type { ExtraHeaders } from './extraHeaders.ts';
import { GrowingBuffer } from './growingBuffer.ts';
import { networkError, PrometheusError, type Refusal, refusalError } from './prometheusError.ts';

const KEEP_ALIVE_MS = 30_000;
/** So many of the largest answers are received at once. */
const MAX_LARGEST_AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 2;
/** Of a refusal: enough for its words. */
const MAX_REFUSAL_BYTES = 64 * 1024;
const OPENING_BRACE = 0x7b;

/** One question to Prometheus' HTTP API. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1/`. */
  readonly page: string;
  readonly parameters?: URLSearchParams | undefined;
  /** Where less is taken for an answer than for others. */
  readonly maxBytes?: number | undefined;
  /** In lower case; each stands in the place of the console's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface Endpoint {
  /** Prometheus' address, without credentials and a slash at its end. */
  readonly url: string;
  readonly credentials: Credentials | undefined;
  readonly headers: ExtraHeaders | undefined;
  /** At most as many at once; others wait for a connection. */
  readonly connections: number;
  /** Of one answer. */
  readonly maxBytes: number;
}

/** A pool of connections to one Prometheus, whatever it is that answers there. */
export class PrometheusHttp {
  readonly #endpoint: Endpoint;
  readonly #agent: Agent;
  /** Of answers that are being received. */
  readonly #room: ByteBudget;
  #closed = false;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#room = new ByteBudget(MAX_LARGEST_AT_ONCE * endpoint.maxBytes);
    this.#agent = new Agent({ connections: endpoint.connections, keepAliveTimeout: KEEP_ALIVE_MS });
  }

  /**
   * The body of a reply that says 200 and begins as a JSON object does.
   * @throws PrometheusError
   * @throws the signal's reason where it aborts, wherever the exchange is
   */
  async ask(question: Question, signal: AbortSignal): Promise<Buffer> {
    try {
      const reply = await this.#send(question, signal);
      return await this.#read(question, reply);
    } catch (error) {
      // What the pool says of a request that was given up is beside the point.
      signal.throwIfAborted();
      if (this.#closed) throw closed();
      throw error instanceof PrometheusError ? error : networkError(error);
    }
  }

  /** Whatever is underway fails, and so does what is asked later. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#agent.destroy();
  }

  /** Whose token was refused tries once more, with the one that has come since. */
  async #send(question: Question, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const reply = await this.#once(question, signal);
    if (reply.statusCode !== 401 || !(await this.#endpoint.credentials?.renew())) return reply;
    await reply.body.dump();
    return this.#once(question, signal);
  }

  async #once(
    { method, page, parameters, headers: more }: Question,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const { credentials, headers } = this.#endpoint;
    const authorization = await readable('token', () => credentials?.header());
    const extra = await readable('headers', () => headers?.all());
    const asForm = method === 'POST' && parameters !== undefined;
    const query = !asForm && parameters !== undefined ? `?${parameters}` : '';
    return request(`${this.#endpoint.url}/api/v1/${page}${query}`, {
      method,
      headers: {
        ...extra,
        ...(authorization !== undefined && { authorization }),
        ...more,
        ...(asForm && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: asForm ? parameters.toString() : null,
      dispatcher: this.#agent,
      signal,
      // The signal is for all of it together; parts have no time of their own.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async #read(question: Question, reply: Dispatcher.ResponseData): Promise<Buffer> {
    const { statusCode: status, headers } = reply;
    const maxBytes = Math.min(this.#endpoint.maxBytes, question.maxBytes ?? Number.POSITIVE_INFINITY);
    if (status !== 200) {
      const { bytes } = await this.#receive(reply, MAX_REFUSAL_BYTES);
      throw refusalError(this.#refusal(question, status, bytes, headers));
    }
    const announced = announcedBytes(headers);
    if (announced > maxBytes) {
      reply.body.destroy();
      throw tooLarge(announced, maxBytes);
    }
    const { bytes, isWhole } = await this.#receive(reply, maxBytes, announced);
    if (!isWhole) throw tooLarge(undefined, maxBytes);
    // A login page in Prometheus' place says 200 too.
    if (bytes[0] !== OPENING_BRACE) throw refusalError(this.#refusal(question, status, bytes, headers));
    return bytes;
  }

  /** As much of the body as is wanted; of what would be more, the rest is not waited for. */
  async #receive({ body }: Dispatcher.ResponseData, maxBytes: number, expected = 0) {
    const bytes = new GrowingBuffer(expected);
    try {
      for await (const part of body) {
        // Leaving the loop, in whichever way, ends the connection.
        if (!this.#room.take(part.length)) throw noRoom();
        bytes.append(part);
        if (bytes.length > maxBytes) return { bytes: bytes.toBuffer(), isWhole: false };
      }
      return { bytes: bytes.toBuffer(), isWhole: true };
    } finally {
      this.#room.release(bytes.length);
    }
  }

  #refusal(
    { page }: Question,
    status: number,
    bytes: Buffer,
    headers: Dispatcher.ResponseData['headers'],
  ): Refusal {
    const header = (name: string) => [headers[name]].flat()[0];
    const url = `${this.#endpoint.url}/api/v1/${page}`;
    const body = bytes.subarray(0, MAX_REFUSAL_BYTES).toString();
    return { status, body, url, retryAfter: header('retry-after'), location: header('location') };
  }
}

function closed(): PrometheusError {
  const words =
    'Prometheus is not asked: this cluster was removed from the console, or its settings changed meanwhile';
  return new PrometheusError('source_closed', words, null);
}

/** What is kept in files, or the error that says why it cannot be read. */
async function readable<T>(what: 'token' | 'headers', read: () => T): Promise<Awaited<T>> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PrometheusError(
      'upstream_refused',
      `The ${what} for Prometheus cannot be read: ${reason}`,
      null,
    );
  }
}

/** 0 where the reply does not say. */
function announcedBytes({ 'content-length': length }: Dispatcher.ResponseData['headers']): number {
  const bytes = Number(length ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
}

function tooLarge(size: number | undefined, maxBytes: number): PrometheusError {
  const mebibytes = (bytes: number) => `${Number((bytes / 2 ** 20).toFixed(1))} MiB`;
  const is = size === undefined ? `more than ${mebibytes(maxBytes)}` : mebibytes(size);
  return new PrometheusError(
    'upstream_too_large',
    `Prometheus' answer is ${is}, and the console takes ${mebibytes(maxBytes)} at most: select fewer series ` +
      '(with labels, or topk), a shorter range or a larger step',
    200,
  );
}

function noRoom(): PrometheusError {
  const words = 'The console is receiving as many large answers as it has room for: try again in a moment';
  return new PrometheusError('upstream_busy', words, null, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
