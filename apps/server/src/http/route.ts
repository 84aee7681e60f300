import { type EndpointName, endpoints } from '@gpu-console/shared/contract';
import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import { ProblemError } from './problem.ts';

const BODY_LIMIT = '256kb';

type Table = typeof endpoints;
type Output<N extends EndpointName, K extends 'params' | 'query'> = z.output<Table[N][K]>;
type Body<N extends EndpointName> = Table[N] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;

interface Input<N extends EndpointName> {
  readonly params: Output<N, 'params'>;
  readonly query: Output<N, 'query'>;
  readonly body: Body<N>;
}

export type Handler<N extends EndpointName> = (
  input: Input<N>,
) => Promise<z.input<Table[N]['response']>> | z.input<Table[N]['response']>;

export interface Routes {
  readonly router: Router;
  /** Checks every reply against the contract before it leaves; for tests, since it costs time. */
  readonly validateReplies: boolean;
}

/** Serves one endpoint of the contract: parse the request, call the handler, reply. */
export function route<N extends EndpointName>(routes: Routes, name: N, handler: Handler<N>): void {
  const endpoint = endpoints[name];
  const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
  const serve = async (request: Request, response: Response) => {
    const input = {
      params: read(endpoint.params, request.params, 'path'),
      query: read(endpoint.query, request.query, 'query'),
      body: 'body' in endpoint ? read(endpoint.body, request.body, 'body') : undefined,
    };
    // The schemas come from the same table entry as the handler's types; TypeScript cannot follow the name to both.
    const reply = await handler(input as Input<N>);
    if (routes.validateReplies) endpoint.response.parse(reply);
    response.set('cache-control', 'no-store').json(reply);
  };
  if (endpoint.method === 'post') {
    routes.router.post(path, requireJson, express.json({ limit: BODY_LIMIT }), serve);
  } else routes.router.get(path, serve);
  routes.router.all(path, (request, response) => {
    response.set('allow', endpoint.method.toUpperCase());
    throw new ProblemError(
      405,
      'method_not_allowed',
      `${request.path} answers ${endpoint.method.toUpperCase()} only`,
    );
  });
}

/** A form, which another site could post, is not JSON. */
function requireJson(request: Request, _response: Response, next: () => void): void {
  if (request.is('application/json') === 'application/json') next();
  else throw new ProblemError(415, 'unsupported_media_type', 'Send the body as application/json');
}

function read(schema: z.ZodType, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const detail = errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  throw new ProblemError(400, 'invalid_request', `The request's ${where} cannot be used: ${detail}`, {
    errors,
  });
}
