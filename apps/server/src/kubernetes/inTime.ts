import { deadline } from '../deadline.ts';
import { networkError, tooLate } from './kubernetesError.ts';

/**
 * What an API server is asked, answered as a whole within `timeoutMs`.
 * @throws KubernetesError for whatever else becomes of it
 */
export async function inTime<T>(timeoutMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  using limit = deadline(timeoutMs, () => tooLate(timeoutMs));
  const { signal } = limit;
  try {
    return await ask(signal);
  } catch (cause) {
    throw networkError(signal.aborted ? signal.reason : cause);
  }
}
