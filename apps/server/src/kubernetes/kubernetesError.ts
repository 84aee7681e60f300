import { innermostMessage } from '../innermost.ts';
import { redactText } from '../redaction.ts';

/** As much of what an API server says as anybody reads. */
const MAX_MESSAGE_LENGTH = 1000;

interface Details extends ErrorOptions {
  /** How long the API server wants not to be asked. */
  readonly retryAfterSeconds?: number | undefined;
}

/** What the API server said no with, without secrets; `status` is null where it gave no answer, or one that makes no sense. */
export class KubernetesError extends Error {
  readonly status: number | null;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, status: number | null, { retryAfterSeconds, ...options }: Details = {}) {
    super(redactText(message), options);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What was followed is not to be trusted any more: only a new list tells what there is. */
export class WatchLost extends KubernetesError {
  constructor(message: string) {
    super(message, null);
  }
}

/** What `ask` gives; undefined where the API server has nothing of that name. @throws KubernetesError for all else */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

/** What a reply that is no success says. @param body its JSON, a Status as a rule */
export function statusMessage(body: unknown, status: number): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  return typeof message === 'string'
    ? message.slice(0, MAX_MESSAGE_LENGTH)
    : `the API server answered ${status}`;
}

/** That an answer was not whole in time. */
export function tooLate(milliseconds: number): KubernetesError {
  return new KubernetesError(`no whole answer within ${milliseconds / 1000} s`, null);
}

/** What was thrown on the way to the API server, as an error without a status. */
export function networkError(cause: unknown): KubernetesError {
  return cause instanceof KubernetesError
    ? cause
    : new KubernetesError(innermostMessage(cause), null, { cause });
}
