import type { QueryError } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../cluster/viewedCluster.ts';
import { ProblemError } from './problem.ts';
import type { Asking } from './route.ts';

/** What each failure is to the caller: what the question is to blame for is theirs, the rest is upstream's. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_promql: 400,
  query_refused: 403,
  unsupported_result: 400,
  upstream_too_large: 422,
  upstream_busy: 429,
  too_many_queries: 429,
  upstream_timeout: 504,
  source_closed: 503,
};

/** What Prometheus said no with, as this console's answer. */
export function prometheusProblem({
  code,
  message,
  retryAfterSeconds,
}: {
  code: string;
  message: string;
  retryAfterSeconds?: number | undefined;
}): ProblemError {
  return new ProblemError(STATUS[code] ?? 502, code, message, {
    upstream: { source: 'prometheus', status: null, message },
    retryAfterSeconds,
  });
}

/** For whom Prometheus is asked, what they may see of it, and until when. */
export function askingOf({ series }: ViewedCluster, { name, signal }: Asking) {
  return { viewer: name, access: series, signal };
}

/**
 * One failed query among others is told in its place; a request of which nothing was answered is an error as a whole.
 * @throws ProblemError
 */
export function refuseIfNothingAnswered(results: readonly object[]): void {
  const errors = results.filter(isError).map(({ error }) => error);
  const [first] = errors;
  if (first !== undefined && errors.length === results.length) throw prometheusProblem(first);
}

/** @throws ProblemError 429 where nothing was answered, and asking later may help */
export function refuseIfTooMuch(results: readonly object[]): void {
  const [first] = results.filter(isError);
  if (first !== undefined && STATUS[first.error.code] === 429) refuseIfNothingAnswered(results);
}

function isError(result: object): result is QueryError {
  return 'error' in result;
}
