import { setMaxListeners } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { type Endpoint, type EndpointName, endpoints, ViewQuery } from '@gpu-console/shared/contract';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { Authentication } from '../access/authentication.ts';
import type { Viewer } from '../cluster/viewedCluster.ts';
import { linkedAbort } from '../linkedAbort.ts';
import { askerOf, identified, viewerOf } from './asker.ts';
import { clientAddress } from './clientAddress.ts';
import { deniedProblem } from './deniedProblem.ts';
import { sendJson } from './jsonReply.ts';
import { ProblemError } from './problem.ts';
import { sameOriginOnly } from './security.ts';
import { shapeProblem } from './shapeProblem.ts';

const BODY_LIMIT = '256kb';
/** As many mistakes of one request as anybody reads. */
const MAX_ERRORS = 50;
/** So often it is asked whether the reader of a reply that goes on is still signed in. */
const RECHECK_MS = 30_000;

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

type StreamName = { [N in EndpointName]: Table[N] extends { streams: string } ? N : never }[EndpointName];

/** Who asks, as far as the console can tell, and which part of a cluster they chose to look at. */
export interface Caller extends Viewer {
  readonly address: string | null;
  /** A name that is theirs alone. */
  readonly name: string;
}

/** Who asks, and until when. */
export interface Asking extends Caller {
  /** Aborts once nobody waits for the reply any more. */
  readonly signal: AbortSignal;
}

export type Handler<N extends EndpointName> = (
  input: Input<N>,
  asking: Asking,
) => Promise<z.input<Table[N]['response']>> | z.input<Table[N]['response']>;

/** A reply that is sent piece by piece, as fast as its reader takes it. */
interface StreamedReply {
  readonly body: AsyncIterable<Uint8Array>;
  /** Set where the reply is a file to keep. */
  readonly fileName?: string;
}

/** The signal aborts when the console stops, too. */
export type StreamHandler<N extends EndpointName> = (
  input: Input<N>,
  asking: Asking,
) => Promise<StreamedReply>;

export interface Routes {
  readonly router: Router;
  /** What keeps one client from asking too often, by endpoint. */
  readonly limiters: (name: EndpointName) => readonly RequestHandler[];
  /** Aborts when the console stops: replies without an end come to theirs. */
  readonly stopping: AbortSignal;
  /** Checks every reply against the contract before it leaves; for tests, since it costs time. */
  readonly validateReplies: boolean;
  /** How the console knows who asks. */
  readonly authentication: Authentication;
}

/** Serves one endpoint of the contract: parse the request, call the handler, reply. */
export function route<N extends EndpointName>(routes: Routes, name: N, handler: Handler<N>): void {
  serve(routes, name, async (input, response) => {
    const gone = leaving(response);
    let reply: z.input<Table[N]['response']>;
    try {
      reply = await handler(input, { ...callerOf(response.req), signal: gone });
    } catch (error) {
      if (gone.aborted) return;
      throw deniedProblem(error);
    }
    if (routes.validateReplies) endpoints[name].response.parse(reply);
    await sendJson(response.set('cache-control', 'no-store'), reply);
  });
}

type SessionName = 'session' | 'signIn' | 'signOut';

/** Serves an endpoint about the session itself, which its cookies are: its handler has the exchange in its hands. */
export function sessionRoute<N extends SessionName>(
  routes: Routes,
  name: N,
  handler: (
    input: Input<N>,
    exchange: { readonly request: Request; readonly response: Response },
  ) => Promise<z.input<Table[N]['response']>> | z.input<Table[N]['response']>,
): void {
  serve(routes, name, async (input, response) => {
    const reply = await handler(input, { request: response.req, response });
    if (routes.validateReplies) endpoints[name].response.parse(reply);
    await sendJson(response.set('cache-control', 'no-store'), reply);
  });
}

/** Serves one endpoint whose reply is a stream; what fails before the first byte is a problem like any other. */
export function streamRoute<N extends StreamName>(routes: Routes, name: N, handler: StreamHandler<N>): void {
  serve(routes, name, async (input, response) => {
    const gone = leaving(response);
    // Sent, refused or broken off: at its end, what was taken for this reply is given back.
    using either = linkedAbort(gone, routes.stopping);
    const { signal } = either;
    const reply = await handler(input, { ...callerOf(response.req), signal }).catch((error: unknown) => {
      if (gone.aborted) return undefined;
      if (!signal.aborted) throw deniedProblem(error);
      throw new ProblemError(503, 'stopping', 'The console is stopping');
    });
    if (reply === undefined) return;
    setStreamHeaders(response, endpoints[name].streams, reply.fileName);
    const body = untilAborted(reply.body, signal);
    if (response.req.method !== 'HEAD') {
      using _ = cutAtTheEnd(response, routes.authentication);
      await sendStream(body, response);
      return;
    }
    response.end();
    either.abort();
    await letGo(body);
  });
}

/** Ends a stream of which nothing is wanted. */
async function letGo(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of body) break;
}

function setStreamHeaders(response: Response, type: string, fileName: string | undefined): void {
  // Neither compression nor a proxy may hold back what has come.
  response.set({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  response.type(type);
  if (fileName !== undefined) response.attachment(fileName).type(type);
  response.flushHeaders();
}

/** Cuts a reply's connection once what let its reader in has ended, or that is not known. Dispose of it at the reply's end. */
function cutAtTheEnd(response: Response, authentication: Authentication): Disposable {
  const { req: request } = response;
  const check = async () => {
    if (await authentication.hasEnded(request)) throw new Error('the session has ended');
  };
  const timer = setInterval(() => {
    check().catch((err: unknown) => {
      request.log.info({ err }, 'stream cut');
      response.destroy();
    });
  }, RECHECK_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** A reply that breaks off ends in a cut connection: whoever reads it must not take it for whole. */
async function sendStream(body: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  await pipeline(body, response).catch((error: unknown) => {
    response.req.log.debug({ err: error }, 'stream broke off');
  });
}

function callerOf(request: Request): Caller {
  const { namespaces } = ViewQuery.parse(queryParts(request, ViewQuery).own);
  return {
    address: clientAddress(request),
    name: viewerOf(request),
    identity: askerOf(request)?.identity ?? null,
    token: askerOf(request)?.token ?? null,
    namespaces: namespaces === undefined ? null : new Set(namespaces.split(',')),
  };
}

/** The parameters that a schema knows, and the others. */
function queryParts({ query }: Request, { shape }: z.ZodObject) {
  const entries = Object.entries(query);
  return {
    own: Object.fromEntries(entries.filter(([name]) => name in shape)),
    others: Object.fromEntries(entries.filter(([name]) => !(name in shape))),
  };
}

/** Aborts once nobody waits for the response: it was sent, or its connection is gone. */
function leaving(response: Response): AbortSignal {
  const gone = new AbortController();
  // Each query of a request waits for it, and Node takes more than ten that wait for a leak.
  setMaxListeners(0, gone.signal);
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** Ends as if all had been said where `signal` aborts. */
async function* untilAborted(body: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  try {
    yield* body;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

type Serve<N extends EndpointName> = (input: Input<N>, response: Response) => Promise<void>;

function serve<N extends EndpointName>(routes: Routes, name: N, answer: Serve<N>): void {
  const endpoint: Endpoint = endpoints[name];
  const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
  const serve = (request: Request, response: Response) => {
    const { own, others } = queryParts(request, endpoint.view);
    read(endpoint.view, own, 'query');
    const input = {
      params: read(endpoint.params, request.params, 'path'),
      query: read(endpoint.query, others, 'query'),
      body: endpoint.body === undefined ? undefined : readBody(endpoint.body, request.body),
    };
    // The schemas come from the same table entry as the handler's types; TypeScript cannot follow the name to both.
    return answer(input as Input<N>, response);
  };
  const guards = endpoint.writes === true ? [sameOriginOnly] : [];
  const bodies =
    endpoint.body === undefined
      ? []
      : [requireJson, express.json({ limit: endpoint.bodyLimit ?? BODY_LIMIT })];
  const who = identified(routes.authentication, endpoint.open === true);
  routes.router[endpoint.method](path, who, ...guards, ...routes.limiters(name), ...bodies, serve);
  routes.router.all(path, (request, response, next) => {
    const methods = methodsAt(endpoint.path);
    if (methods.includes(request.method)) {
      next();
      return;
    }
    response.set('allow', methods.join(', '));
    throw new ProblemError(
      405,
      'method_not_allowed',
      `${request.path} answers ${methods.join(' and ')} only`,
    );
  });
}

function methodsAt(path: string): string[] {
  return Object.values(endpoints)
    .filter((endpoint) => endpoint.path === path)
    .map(({ method }) => method.toUpperCase());
}

/** A form, which another site could post, is not JSON. */
function requireJson(request: Request, _response: Response, next: () => void): void {
  if (request.is('application/json') === 'application/json') next();
  else throw new ProblemError(415, 'unsupported_media_type', 'Send the body as application/json');
}

function readBody(schema: z.ZodType, value: unknown): unknown {
  const problem = shapeProblem(value);
  if (problem === null) return read(schema, value, 'body');
  throw new ProblemError(400, 'invalid_request', `The request's body cannot be used: ${problem}`);
}

function read(schema: z.ZodType, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, MAX_ERRORS)
    .map(({ path, message }) => ({ path: path.join('.'), message }));
  const detail = errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  throw new ProblemError(400, 'invalid_request', `The request's ${where} cannot be used: ${detail}`, {
    errors,
  });
}
