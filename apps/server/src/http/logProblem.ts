import { KubernetesError } from '../kubernetes/kubernetesError.ts';
import { ProblemError } from './problem.ts';

/** What the API server says with status 400 of a container that has no log (kubelet, validateContainerLogStatus). */
const REFUSALS = [
  { says: /is waiting to start/, status: 409, code: 'container_waiting' },
  { says: /^previous terminated container .* not found/, status: 404, code: 'no_previous_log' },
  { says: /container name must be specified|is not valid for pod/, status: 400, code: 'container_not_found' },
];

/** Why a log cannot be read, in the API server's words, and what would help. Anything else that was thrown stays what it is. */
export function logProblem(error: unknown): unknown {
  if (!(error instanceof KubernetesError)) return error;
  const { status, message } = error;
  const upstream = { source: 'kubernetes', status, message } as const;
  const problem = (as: number, code: string, detail: string) =>
    new ProblemError(as, code, detail, { upstream });
  if (status === null) {
    return problem(503, 'kubernetes_unreachable', `The Kubernetes API cannot be read: ${message}`);
  }
  if (status === 403) {
    return problem(
      403,
      'logs_forbidden',
      'The console’s account may not read logs. Add to its ClusterRole: {apiGroups: [""], resources: [pods/log], verbs: [get]}',
    );
  }
  if (status === 429) {
    return new ProblemError(429, 'kubernetes_busy', `The Kubernetes API is too busy: ${message}`, {
      upstream,
      retryAfterSeconds: error.retryAfterSeconds,
    });
  }
  if (status === 404) return problem(404, 'pod_not_found', message);
  const refusal = status === 400 ? REFUSALS.find(({ says }) => says.test(message)) : undefined;
  if (refusal !== undefined) return problem(refusal.status, refusal.code, message);
  return problem(502, 'upstream_error', `The Kubernetes API could not give the log: ${message}`);
}
