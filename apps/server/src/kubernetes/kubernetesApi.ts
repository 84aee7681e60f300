import type { Readable } from 'node:stream';
import { type KubeConfig, Watch } from '@kubernetes/client-node';
import { fetch, request } from 'undici';
import { redactText } from '../redaction.ts';
import { authorized } from './authorized.ts';

/** What the API server said no with, without secrets; `status` is null where it could not be reached. */
export class KubernetesError extends Error {
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(redactText(message), options);
    this.status = status;
  }
}

/** What `ask` gives; undefined where the API server has nothing of that name. @throws KubernetesError for all else */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

/**
 * Reads from the API server, and only reads (`KubernetesWriter` is what writes). Lists are parsed straight from JSON, because the typed client builds a
 * class instance per object, of which a large cluster has tens of thousands.
 */
export class KubernetesApi {
  readonly #config: KubeConfig;
  readonly #watch: Watch;
  readonly #onRequest: () => void;

  constructor(config: KubeConfig, onRequest: () => void = () => {}) {
    this.#config = config;
    this.#watch = new Watch(config);
    this.#onRequest = onRequest;
  }

  /**
   * GETs a path of the API, e.g. `/api/v1/nodes`.
   * @throws KubernetesError with the API server's own message.
   */
  async get(
    path: string,
    query: Readonly<Record<string, string>> = {},
    timeoutMs = 30_000,
  ): Promise<unknown> {
    const { url, ...options } = await this.#prepare(path, query);
    try {
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(timeoutMs) });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw new KubernetesError(statusMessage(body, response.status), response.status);
      return body;
    } catch (cause) {
      if (cause instanceof KubernetesError) throw cause;
      throw new KubernetesError(networkMessage(cause), null, { cause });
    }
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
    const { url, ...options } = await this.#prepare(path, query);
    try {
      // The log of a container that is silent comes with its first line: until then there are not even headers.
      const { statusCode, body } = await request(url, {
        ...options,
        signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      if (statusCode === 200) return body;
      const status: unknown = await body.json().catch(() => undefined);
      throw new KubernetesError(statusMessage(status, statusCode), statusCode);
    } catch (cause) {
      if (cause instanceof KubernetesError || signal.aborted) throw cause;
      throw new KubernetesError(networkMessage(cause), null, { cause });
    }
  }

  /** @throws KubernetesError where there is no getting in: a credential plugin may fail */
  async #prepare(path: string, query: Readonly<Record<string, string>>) {
    this.#onRequest();
    try {
      return await authorized(this.#config, path, query);
    } catch (cause) {
      throw new KubernetesError(networkMessage(cause), null, { cause });
    }
  }

  /**
   * Watches a path until the server ends it, `signal` aborts it, or nothing (not even a bookmark) comes for 30 s.
   * `onOpen` says that the server took the watch on: events may be long in coming.
   * @throws KubernetesError where the watch was refused or broke.
   */
  async watch(
    path: string,
    query: Readonly<Record<string, string>>,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
    onOpen: () => void = () => {},
  ): Promise<void> {
    this.#onRequest();
    // The client joins the server's address and the path as they are.
    const ending = this.#config.getCurrentCluster()?.server.endsWith('/') ? path.slice(1) : path;
    await new Promise<void>((resolve, reject) => {
      const done = (error: unknown) => {
        if (error === null || error === undefined || signal.aborted || isTimeout(error)) resolve();
        else reject(watchError(error));
      };
      this.#watch
        .watch(ending, { ...query }, (type, object) => onEvent({ type, object }), done)
        .then((controller) => {
          // The client aborts its own controller where the watch was refused.
          if (!controller.signal.aborted) onOpen();
          if (signal.aborted) controller.abort();
          signal.addEventListener('abort', () => controller.abort(), { once: true });
        }, done);
    });
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function watchError(error: unknown): KubernetesError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : null;
  return new KubernetesError(networkMessage(error), status, { cause: error });
}

/** What a reply that is no success says. @param body its JSON, a Status as a rule */
export function statusMessage(body: unknown, status: number): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  return typeof message === 'string' ? message : `the API server answered ${status}`;
}

/** The innermost cause says what happened ("connect ECONNREFUSED …"); the outer ones only that it failed. */
export function networkMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? networkMessage(error.cause) : error.message;
}
