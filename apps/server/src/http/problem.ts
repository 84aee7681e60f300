import { STATUS_CODES } from 'node:http';
import type { Problem } from '@gpu-console/shared/contract';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { redactPath, redactText } from '../redaction.ts';

type More = Pick<Problem, 'errors' | 'upstream' | 'current'> & {
  readonly retryAfterSeconds?: number | undefined;
};

/** An answer that is not the one asked for; what it says is meant for the caller. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** When asking again makes sense; undefined where waiting is not what helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, code: string, detail: string, { retryAfterSeconds, ...more }: More = {}) {
    super(detail);
    this.retryAfterSeconds = retryAfterSeconds;
    this.problem = {
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code,
      detail,
      ...more,
    };
  }
}

/** Anything under the API that no route answers. */
export const notFound: RequestHandler = (request) => {
  throw new ProblemError(
    404,
    'not_found',
    `There is nothing at ${request.method} ${request.baseUrl}${request.path}`,
  );
};

/**
 * What Express and its kin (body-parser, send) refuse a request with: an error of http-errors, which `expose` marks;
 * body-parser's have a `type` that names the fault. Errors of the sources have a status too, which is not the caller's.
 */
const Refusal = z.object({
  expose: z.literal(true),
  statusCode: z.number().int().min(400).max(499),
  type: z.string().optional(),
  limit: z.number().optional(),
});

/** Their own words may name files of the server. */
const REFUSALS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  404: ['not_found', 'There is nothing here'],
  412: ['precondition_failed', 'If-Match or If-Unmodified-Since says that another version is wanted'],
  416: ['range_not_satisfiable', 'Range asks for bytes that are not there'],
};

function fromLibrary(error: unknown): ProblemError | undefined {
  const refusal = Refusal.safeParse(error);
  if (!refusal.success) return undefined;
  const { statusCode: status, type, limit } = refusal.data;
  if (type === 'entity.too.large') {
    return new ProblemError(
      status,
      'body_too_large',
      `The request's body is larger than ${limit ?? 0} bytes`,
    );
  }
  if (type === 'entity.parse.failed')
    return new ProblemError(status, 'invalid_json', "The request's body is not JSON");
  if (type !== undefined)
    return new ProblemError(status, 'invalid_request', `The request's body cannot be read: ${type}`);
  const [code, detail] = REFUSALS[status] ?? ['invalid_request', 'The request cannot be read'];
  return new ProblemError(status, code, detail);
}

/** `decodeURIComponent` refuses a path such as `/%zz`: the router throws a URIError. */
function fromRouter(error: unknown): ProblemError | undefined {
  return error instanceof URIError
    ? new ProblemError(400, 'invalid_request', 'The path is not valid percent-encoding')
    : undefined;
}

/** What was said of the answer that did not come. */
const ANSWER_HEADERS = ['content-encoding', 'content-disposition', 'etag', 'last-modified'];

/**
 * Turns whatever was thrown into problem details (RFC 9457), without secrets. What nobody foresaw is logged, and told as
 * no more than that. A reply that has begun is cut: whoever reads it must not take it for whole.
 */
export const problemHandler: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  if (request.socket.destroyed) {
    request.log.debug({ err: error }, 'nobody waits for the answer');
    return;
  }
  if (response.headersSent) {
    request.log.warn({ err: error }, 'reply broke off');
    response.destroy();
    return;
  }
  const known = error instanceof ProblemError ? error : (fromLibrary(error) ?? fromRouter(error));
  if (known === undefined) request.log.error({ err: error }, 'request failed');
  const { problem, retryAfterSeconds } =
    known ?? new ProblemError(500, 'internal', 'The console failed to answer; its log says why');
  for (const header of ANSWER_HEADERS) response.removeHeader(header);
  if (retryAfterSeconds !== undefined) response.set('retry-after', String(Math.ceil(retryAfterSeconds)));
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...redacted(problem), instance: redactPath(request.originalUrl).slice(0, 500) }));
};

function redacted({ detail, upstream, errors, ...problem }: Problem): Problem {
  return {
    ...problem,
    detail: redactText(detail),
    ...(errors && { errors: errors.map((one) => ({ ...one, message: redactText(one.message) })) }),
    ...(upstream && { upstream: { ...upstream, message: redactText(upstream.message) } }),
  };
}
