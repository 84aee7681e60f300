import { PrometheusDriver } from 'prometheus-query';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { redactText } from '../redaction.ts';
import { SourceHealth } from '../sourceHealth.ts';

export type PrometheusErrorCode =
  | 'invalid_promql'
  | 'upstream_timeout'
  | 'upstream_refused'
  | 'upstream_unreachable'
  | 'upstream_error';

/** Prometheus said no, or said nothing. `message` is its own, without secrets; `status` its HTTP status, null where it was not reached. */
export class PrometheusError extends Error {
  readonly code: PrometheusErrorCode;
  readonly status: number | null;

  constructor(code: PrometheusErrorCode, message: string, status: number | null, options?: ErrorOptions) {
    super(redactText(message), options);
    this.code = code;
    this.status = status;
  }
}

export interface PrometheusOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly timeoutSeconds: number;
  readonly onRequest: () => void;
}

/**
 * The one door to Prometheus. Queries go over keep-alive connections and come back as the reply's bytes, because
 * prometheus-query makes a Date and an object of every sample; labels and versions, which are small, go through it.
 */
export class PrometheusClient {
  readonly health = new SourceHealth();
  readonly #options: PrometheusOptions;
  readonly #agent: Agent;
  readonly #driver: PrometheusDriver;

  constructor(options: PrometheusOptions) {
    this.#options = options;
    this.#agent = new Agent({ connections: 16, keepAliveTimeout: 30_000 });
    this.#driver = new PrometheusDriver({
      endpoint: options.url,
      timeout: options.timeoutSeconds * 1000,
      headers: authorization(options.token),
      responseInterceptor: {
        onFulfilled: (response) => {
          if (typeof response.data === 'string') throw refusal(response.status, response.data);
          return response;
        },
        onRejected: (cause: unknown) => {
          throw driverError(cause);
        },
      },
    });
  }

  /**
   * POSTs to `/api/v1/query` or `/api/v1/query_range`; the reply's body.
   * @throws PrometheusError
   */
  query(kind: 'query' | 'query_range', form: Readonly<Record<string, string>>): Promise<string> {
    return this.#request(kind, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, timeout: String(this.#options.timeoutSeconds) }).toString(),
    });
  }

  /**
   * GETs `/api/v1/targets` or another of the pages that tell of Prometheus itself; the reply's body. A server that is only
   * compatible may have none, which says nothing of its health.
   * @throws PrometheusError
   */
  status(page: 'targets?state=active' | 'alerts'): Promise<string> {
    return this.#request(page, { method: 'GET' }, (error) =>
      error.status === null ? this.#failed(error) : error,
    );
  }

  async #request(
    path: string,
    { headers = {}, ...how }: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
    failed = (error: PrometheusError) => this.#failed(error),
  ): Promise<string> {
    this.#options.onRequest();
    const timeout = this.#options.timeoutSeconds * 1000;
    let status: number;
    let body: string;
    try {
      const response = await request(`${this.#options.url}/api/v1/${path}`, {
        ...how,
        headers: { ...authorization(this.#options.token), ...headers },
        dispatcher: this.#agent,
        headersTimeout: timeout + 1000,
        bodyTimeout: timeout + 1000,
      });
      status = response.statusCode;
      body = await response.body.text();
    } catch (cause) {
      throw failed(networkError(cause));
    }
    // A login page in Prometheus' place says 200 too.
    if (status !== 200 || !body.startsWith('{')) throw failed(refusal(status, body));
    this.health.heard();
    return body;
  }

  /** Names of the labels on the series that `match` selects (all without it), seen from `start` on (Unix seconds). */
  labelNames(match: string | undefined, start: number, end = Date.now() / 1000): Promise<string[]> {
    return this.#metadata(() => this.#driver.labelNames(selector(match), start * 1000, end * 1000));
  }

  /** Values of a label on the series that `match` selects (all without it), seen from `start` on (Unix seconds). */
  labelValues(
    label: string,
    match: string | undefined,
    start: number,
    end = Date.now() / 1000,
  ): Promise<string[]> {
    return this.#metadata(() => this.#driver.labelValues(label, selector(match), start * 1000, end * 1000));
  }

  /** Labels of the series that `match` selects, their name among them. */
  async series(match: string, start: number, end: number): Promise<Readonly<Record<string, string>>[]> {
    const found = await this.#metadata(() => this.#driver.series([match], start * 1000, end * 1000));
    return found.map(({ name, labels }) => ({ ...labels, ...(name && { __name__: name }) }));
  }

  /** Asks for Prometheus' version, which also tells that it is there. Some compatible servers do not say. */
  async readVersion(): Promise<void> {
    const build: unknown = await this.#metadata(() => this.#driver.statusBuildinfo());
    const version = typeof build === 'object' && build !== null && 'version' in build ? build.version : null;
    this.health.heard(typeof version === 'string' ? version : null);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #metadata<T>(ask: () => Promise<T>): Promise<T> {
    this.#options.onRequest();
    try {
      const answer = await ask();
      this.health.heard();
      return answer;
    } catch (cause) {
      const wrapped = DriverFault.safeParse(cause);
      throw this.#failed(wrapped.success ? wrapped.data.original : networkError(cause));
    }
  }

  /** A query that Prometheus itself refused or gave up is an answer; anything else is a source that gives none. */
  #failed(error: PrometheusError): PrometheusError {
    const answered =
      error.code === 'invalid_promql' || (error.code === 'upstream_timeout' && error.status !== null);
    if (answered) this.health.heard();
    else this.health.failed(error.message);
    return error;
  }
}

function selector(match: string | undefined): string[] | undefined {
  return match === undefined ? undefined : [match];
}

/** prometheus-query throws a plain object that carries what its interceptor threw. */
const DriverFault = z.object({ original: z.instanceof(PrometheusError) });
const Refused = z.object({ response: z.object({ status: z.number(), data: z.unknown() }) });

/** The driver's fault told as a query's would be; its own telling keeps only words that came as Prometheus' JSON. */
function driverError(cause: unknown): PrometheusError {
  const refused = Refused.safeParse(cause);
  if (!refused.success) return networkError(cause);
  const { status, data } = refused.data.response;
  return refusal(status, typeof data === 'string' ? data : JSON.stringify(data));
}

function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function networkError(cause: unknown): PrometheusError {
  const message = innermostMessage(cause);
  const code = /timeout/i.test(message) ? 'upstream_timeout' : 'upstream_unreachable';
  return new PrometheusError(code, message, null, { cause });
}

/** A refused connection to both addresses of "localhost" is an AggregateError with an empty message. */
function innermostMessage(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return innermostMessage(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message || error.name;
}

/** Prometheus' error types (web/api/v1/api.go): bad_data is the caller's; timeout and canceled are the query's weight. */
function refusal(status: number, body: string): PrometheusError {
  const { errorType, error } = errorFields(body);
  const message = error ?? (body.trim().slice(0, 500) || `Prometheus answered ${status}`);
  if (errorType === 'bad_data' || status === 400)
    return new PrometheusError('invalid_promql', message, status);
  if (errorType === 'timeout' || errorType === 'canceled')
    return new PrometheusError('upstream_timeout', message, status);
  if (errorType === 'execution') return new PrometheusError('invalid_promql', message, status);
  if (status === 401 || status === 403) return new PrometheusError('upstream_refused', message, status);
  return new PrometheusError('upstream_error', message, status);
}

function errorFields(body: string): { errorType?: string; error?: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return {
      ...('errorType' in parsed && typeof parsed.errorType === 'string'
        ? { errorType: parsed.errorType }
        : {}),
      ...('error' in parsed && typeof parsed.error === 'string' ? { error: parsed.error } : {}),
    };
  } catch {
    return {};
  }
}
