import type { endpoints, Problem } from '@gpu-console/shared/contract';
import { type EndpointName, methodFor, type PathParams, pathTo } from '@gpu-console/shared/endpoints';
import type { z } from 'zod';
import { basePath } from '../state/served.ts';
import type { ClusterView } from '../state/view.ts';

/** The server answered, and said no: `code` is stable, `detail` is for people, `upstream` is what stood behind it, `current` what somebody else saved. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly upstream: Problem['upstream'];
  readonly current: Problem['current'];

  constructor(problem: Pick<Problem, 'status' | 'code' | 'title' | 'detail' | 'upstream' | 'current'>) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.upstream = problem.upstream;
    this.current = problem.current;
  }
}

/** What somebody is told of what they may not see. */
const NOT_YOURS = ['needs_whole_cluster', 'needs_nodes', 'namespace_not_yours', 'needs_logs', 'forbidden'];

/** Whether the server has this, and not for who asks. */
export const isNotYours = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 403 && NOT_YOURS.includes(error.code);

/** Whether the server does not know who asks: nobody signed in, or the session ended. */
export const isNotSignedIn = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401 && error.code === 'not_signed_in';

/** Whether asking again changes nothing, until the reader is another. */
export const isRefusal = (error: unknown): boolean => isNotYours(error) || isNotSignedIn(error);

/** Nothing answered: the server is down, or the network between here and there is. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached', { cause });
    this.name = 'UnreachableError';
  }
}

type Table = typeof endpoints;
/** Those that read: what they are asked with stands in the address alone. */
export type ReadName = {
  [N in EndpointName]: Table[N] extends { method: 'get'; streams?: never } ? N : never;
}[EndpointName];
type BodyName = { [N in EndpointName]: Table[N] extends { body: z.ZodType } ? N : never }[EndpointName];

/** The parameters that an endpoint takes behind `?`, none that it does not know. */
export type SearchOf<N extends EndpointName> = {
  readonly [K in keyof z.input<Table[N]['query']>]?: string | number | boolean | undefined;
};
/** What fills an endpoint's path and, where that names a cluster, which of its namespaces are looked at. */
export type SubjectOf<N extends EndpointName> = PathParams<N> &
  (PathParams<N> extends { readonly cluster: string } ? Pick<ClusterView, 'namespaces'> : unknown);
type BodyOf<N extends BodyName> = Table[N] extends { body: infer B extends z.ZodType } ? z.input<B> : never;
type ReplyOf<N extends EndpointName> = z.output<Table[N]['response']>;

/** Where an endpoint is asked; what is undefined or false of `search` is left out. */
export function urlTo<N extends EndpointName>(
  name: N,
  subject: SubjectOf<N>,
  search: SearchOf<N> = {},
): string {
  const { namespaces }: Partial<ClusterView> = subject;
  const asked = Object.entries<unknown>({ ...search, namespaces });
  const given = asked.filter(([, value]) => value !== undefined && value !== false);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const path = basePath + pathTo(name, subject);
  return query === '' ? path : `${path}?${query}`;
}

interface CallOptions<N extends EndpointName> {
  readonly search?: SearchOf<N> | undefined;
  readonly signal?: AbortSignal;
}

/** Asks an endpoint that takes no body. The reply is trusted: the server makes it by the same contract. */
export async function call<N extends Exclude<EndpointName, BodyName>>(
  name: N,
  subject: SubjectOf<N>,
  { search, signal }: CallOptions<N> = {},
): Promise<ReplyOf<N>> {
  const init = { method: methodFor(name), signal: signal ?? null };
  return (await respond(urlTo(name, subject, search), init)).json();
}

/** Asks an endpoint that takes a body, in JSON. @see call */
export async function send<N extends BodyName>(
  name: N,
  subject: SubjectOf<N>,
  body: BodyOf<N>,
  signal?: AbortSignal,
): Promise<ReplyOf<N>> {
  const init = {
    method: methodFor(name),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  };
  return (await respond(urlTo(name, subject), init)).json();
}

/** The server's reply, whose body is yet to be read. */
export async function respond(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new UnreachableError(cause);
  }
  if (response.ok) return response;
  const error = new ApiError(await problemOf(response));
  if (isNotSignedIn(error)) for (const listener of refusalListeners) listener();
  throw error;
}

const refusalListeners = new Set<() => void>();

/** Calls back whenever the server does not know who asks. @returns how to stop */
export function onNotSignedIn(listener: () => void): () => void {
  refusalListeners.add(listener);
  return () => refusalListeners.delete(listener);
}

async function problemOf(response: Response): Promise<ConstructorParameters<typeof ApiError>[0]> {
  const plain = {
    status: response.status,
    code: `http-${response.status}`,
    title: response.statusText,
    detail: response.statusText,
    upstream: undefined,
    current: undefined,
  };
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return plain;
  const body: Partial<Problem> = await response.json().catch(() => ({}));
  return { ...plain, ...body };
}
