import type { Problem } from '@gpu-console/shared/contract';

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

/** Nothing answered: the server is down, or the network between here and there is. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached', { cause });
    this.name = 'UnreachableError';
  }
}

export type SearchParams = Readonly<Record<string, string | undefined>>;

/** GET `path`. The reply is trusted to be a `T`: the server checks what it sends against the same contract. */
export function get<T>(path: string, signal: AbortSignal, search: SearchParams = {}): Promise<T> {
  const pairs = Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(pairs).toString();
  return call(query === '' ? path : `${path}?${query}`, { signal });
}

/** POST `body` as JSON to `path`. */
export function post<T>(path: string, signal: AbortSignal, body: unknown): Promise<T> {
  return call(path, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  return (await respond(url, init)).json();
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
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
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
