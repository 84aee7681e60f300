import { KubernetesError } from '../kubernetes/kubernetesError.ts';
import { ProblemError } from './problem.ts';

/** What the API server refuses for the caller's or its administrators' reasons; the rest is a fault between it and the console. */
const PASSED_ON = new Set([400, 403, 404, 409, 422, 429]);

/** Why nothing was written, in the API server's words. Anything else that was thrown stays what it is. */
export function writeProblem(error: unknown): unknown {
  if (!(error instanceof KubernetesError)) return error;
  const { status, message, retryAfterSeconds } = error;
  const upstream = { source: 'kubernetes', status, message } as const;
  if (status === null) {
    return new ProblemError(503, 'kubernetes_unreachable', `The Kubernetes API did not answer: ${message}`, {
      upstream,
    });
  }
  if (PASSED_ON.has(status)) {
    const code = status === 409 ? 'conflict' : 'refused_by_kubernetes';
    return new ProblemError(status, code, message, { upstream, retryAfterSeconds });
  }
  return new ProblemError(502, 'upstream_error', `The Kubernetes API answered ${status}: ${message}`, {
    upstream,
  });
}
