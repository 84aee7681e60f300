import { STATUS_CODES } from 'node:http';
import type { Problem } from '@gpu-console/shared/contract';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';

/** An answer that is not the one asked for; what it says is meant for the caller. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Sent along, e.g. `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: Pick<Problem, 'errors' | 'upstream' | 'current'> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.headers = headers;
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

/** What body-parser throws: a status of its own and a `type` that names the fault. */
const BodyFault = z.object({
  status: z.number().int().min(400).max(499),
  type: z.string(),
  limit: z.number().optional(),
});

function fromBodyParser(error: unknown): ProblemError | undefined {
  const fault = BodyFault.safeParse(error);
  if (!fault.success) return undefined;
  const { status, type, limit } = fault.data;
  if (type === 'entity.too.large') {
    return new ProblemError(
      status,
      'body_too_large',
      `The request's body is larger than ${limit ?? 0} bytes`,
    );
  }
  if (type === 'entity.parse.failed')
    return new ProblemError(status, 'invalid_json', "The request's body is not JSON");
  return new ProblemError(status, 'invalid_request', `The request's body cannot be read: ${type}`);
}

/** `decodeURIComponent` refuses a path such as `/%zz`: the router throws a URIError. */
function fromRouter(error: unknown): ProblemError | undefined {
  return error instanceof URIError
    ? new ProblemError(400, 'invalid_request', 'The path is not valid percent-encoding')
    : undefined;
}

/** Turns whatever was thrown into problem details (RFC 9457). What nobody foresaw is logged, and told as no more than that. */
export const problemHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const known = error instanceof ProblemError ? error : (fromBodyParser(error) ?? fromRouter(error));
  if (known === undefined) request.log.error({ err: error }, 'request failed');
  const { problem } =
    known ?? new ProblemError(500, 'internal', 'The console failed to answer; its log says why');
  response
    .status(problem.status)
    .set(known?.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, instance: request.originalUrl.slice(0, 500) }));
};
