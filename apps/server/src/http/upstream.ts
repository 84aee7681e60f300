import { ProblemError } from './problem.ts';

/** What each failure is to the caller: a fault in the expression is theirs, the rest is upstream's. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_promql: 400,
  unsupported_result: 400,
  upstream_timeout: 504,
};

/** What Prometheus said no with, as this console's answer. */
export function prometheusProblem({ code, message }: { code: string; message: string }): ProblemError {
  return new ProblemError(STATUS[code] ?? 502, code, message, {
    upstream: { source: 'prometheus', status: null, message },
  });
}
