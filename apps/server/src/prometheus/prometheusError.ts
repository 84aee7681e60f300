import { STATUS_CODES } from 'node:http';
import { innermost, innermostMessage } from '../innermost.ts';
import { redactText } from '../redaction.ts';

export type PrometheusErrorCode =
  | 'invalid_promql'
  /** It asks for what the viewer may not see, or for what cannot be kept to what they may. */
  | 'query_refused'
  | 'upstream_timeout'
  | 'upstream_refused'
  | 'upstream_unreachable'
  | 'upstream_error'
  /** It asks to be left alone for a while. */
  | 'upstream_busy'
  | 'upstream_too_large'
  /** It is not asked any more: its cluster was removed, or is reached in another way now. */
  | 'source_closed'
  /** One viewer asks for more at once than is fair to the others; Prometheus was not asked. */
  | 'too_many_queries';

/** Whatever answers in Prometheus' place may say any amount; this goes into replies, logs and the poll's failure. */
const MAX_MESSAGE_CHARACTERS = 2000;

interface Circumstances extends ErrorOptions {
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds?: number;
}

/**
 * Prometheus said no, said nothing, or said what cannot be read. `message` is for people: its own words where it had any,
 * and never a page, a credential or a schema's complaint. `status` is its HTTP status, null where it was not reached.
 */
export class PrometheusError extends Error {
  readonly code: PrometheusErrorCode;
  readonly status: number | null;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: PrometheusErrorCode,
    message: string,
    status: number | null,
    { retryAfterSeconds, ...options }: Circumstances = {},
  ) {
    super(redactText(message.slice(0, MAX_MESSAGE_CHARACTERS)), options);
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A reply of another shape than Prometheus' API promises; `page` is what was asked, without its parameters. */
export function brokenPromise(page: string, what: string, options?: ErrorOptions): PrometheusError {
  return new PrometheusError(
    'upstream_error',
    `Prometheus' answer to /api/v1/${page} is not what its API promises: ${what}`,
    200,
    options,
  );
}

/** A reply that is no answer. */
export interface Refusal {
  readonly status: number;
  /** Its beginning, at least. */
  readonly body: string;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  /** What was asked for, without credentials. */
  readonly url: string;
}

/** What a reply that is no answer means, by its status and by Prometheus' error types (web/api/v1/api.go). */
export function refusalError(refusal: Refusal, now = Date.now()): PrometheusError {
  const { status, body } = refusal;
  if (status >= 300 && status < 400) return redirectError(refusal);
  const { errorType, error } = errorFields(body);
  const message = error ?? plainWords(refusal);
  const retryAfterSeconds = retryAfter(refusal, now);
  if (retryAfterSeconds !== undefined) {
    const words = `Prometheus asks to wait ${retryAfterSeconds} s (it answered ${status}): ${message}`;
    return new PrometheusError('upstream_busy', words, status, { retryAfterSeconds });
  }
  if (status >= 400 && status < 500 && NO_TENANT.test(message))
    return new PrometheusError('upstream_refused', needsTenant(message), status);
  if (status === 401 || status === 403) return new PrometheusError('upstream_refused', message, status);
  // bad_data is the caller's, and so is what fails while it is worked out; timeout and canceled are the query's weight.
  if (errorType === 'bad_data' || errorType === 'execution' || (errorType === undefined && status === 400))
    return new PrometheusError('invalid_promql', message, status);
  if (errorType === 'timeout' || errorType === 'canceled')
    return new PrometheusError('upstream_timeout', message, status);
  return new PrometheusError('upstream_error', message, status);
}

/** Mimir's and Cortex' words (dskit, user/id.go), and those of gateways in front of them and of Thanos. */
const NO_TENANT =
  /\bno org id\b|X-Scope-OrgID|THANOS-TENANT|\b(?:no|missing|empty|invalid|unknown) tenant\b|\btenant (?:id |header )?(?:is )?(?:missing|required|not (?:found|set|specified))/i;

function needsTenant(message: string): string {
  return `${message}: a tenant header is needed. Give it as PROMETHEUS_HEADERS, e.g. "X-Scope-OrgID: TENANT" for Mimir and Cortex, "THANOS-TENANT: TENANT" for Thanos`;
}

function redirectError({ status, location, url }: Refusal): PrometheusError {
  const from = baseOf(url);
  const to = location === undefined ? undefined : baseOf(location, url);
  const words =
    to === undefined
      ? `Prometheus at ${from} answers ${status}, a redirect to nowhere`
      : `Prometheus at ${from} redirects to ${to}: give that address as PROMETHEUS_URL, if it is Prometheus'`;
  return new PrometheusError('upstream_error', words, status);
}

/** The address that `PROMETHEUS_URL` would have to be for `url` to be asked; without credentials and parameters. */
function baseOf(url: string, relativeTo?: string): string | undefined {
  if (!URL.canParse(url, relativeTo)) return undefined;
  const { origin, pathname } = new URL(url, relativeTo);
  return `${origin}${pathname.replace(/\/api\/v1\/.*$/, '').replace(/\/$/, '')}`;
}

const MAX_RETRY_AFTER_SECONDS = 300;
const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** RFC 9110 has seconds and dates. A 503 asks to wait only where it says how long; a 429 always. */
function retryAfter({ status, retryAfter: header }: Refusal, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  if (header === undefined) return status === 429 ? DEFAULT_RETRY_AFTER_SECONDS : undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  if (!Number.isFinite(seconds)) return DEFAULT_RETRY_AFTER_SECONDS;
  return Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(1, Math.ceil(seconds)));
}

const MAX_QUOTED_CHARACTERS = 300;

/** A refusal in words where Prometheus had none: a short text is quoted, a page is named for what it is. */
function plainWords({ status, body, url }: Refusal): string {
  const said = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const text = body.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (text.startsWith('<')) {
    const advice = status === 200 ? ': is PROMETHEUS_URL its address, or does a login stand before it?' : '';
    return `Not Prometheus but a web page answers at ${baseOf(url)} (${said})${advice}`;
  }
  if (status === 200) return `What answers at ${baseOf(url)} does not speak Prometheus' API`;
  return text === '' ? `Prometheus answered ${said}` : text.slice(0, MAX_QUOTED_CHARACTERS);
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

/** What the network said. */
export function networkError(cause: unknown): PrometheusError {
  const message = innermostMessage(cause);
  const code = /timeout/i.test(message) ? 'upstream_timeout' : 'upstream_unreachable';
  return new PrometheusError(code, message, null, { cause });
}

/** Whether there was nobody to connect to, so that nothing was asked. */
export function isUnreached({ cause }: PrometheusError): boolean {
  const error = innermost(cause);
  if (!(error instanceof Error) || !('syscall' in error)) return false;
  return error.syscall === 'connect' || error.syscall === 'getaddrinfo';
}
