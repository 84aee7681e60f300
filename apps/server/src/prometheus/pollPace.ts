import { PrometheusError } from './prometheusError.ts';

const POLL_MS = 10_000;
/** After a failure, and between two polls where one takes long. */
const PAUSE_MS = 2000;
/** With the pause, a Prometheus that was silent is read again within ten seconds of its first word. */
const TIMEOUT_SECONDS = 8;
const MAX_TIMEOUT_SECONDS = 60;

/** When to poll next, and how long to wait for it: a slow Prometheus gets the time it needs, a silent one no more than usual. */
export class PollPace {
  #dueAt = 0;
  #mustWaitUntil = 0;
  #timeoutSeconds = TIMEOUT_SECONDS;

  /** For the whole of the next poll. */
  get timeoutSeconds(): number {
    return this.#timeoutSeconds;
  }

  get isDue(): boolean {
    return Date.now() >= this.#dueAt;
  }

  /** The last poll failed a moment ago, or Prometheus asked to wait. */
  get mustWait(): boolean {
    return Date.now() < this.#mustWaitUntil;
  }

  /** @param startedAt Unix seconds */
  succeeded(startedAt: number): void {
    const now = Date.now();
    const tookSeconds = now / 1000 - startedAt;
    this.#timeoutSeconds = Math.min(MAX_TIMEOUT_SECONDS, Math.max(TIMEOUT_SECONDS, 2 * tookSeconds));
    this.#mustWaitUntil = 0;
    this.#dueAt = Math.max(Math.round(startedAt * 1000) + POLL_MS, now + PAUSE_MS);
  }

  /** @param answered whether Prometheus answered anything before: then it is slow, and not silent */
  failed(error: unknown, answered: boolean): void {
    const { code, retryAfterSeconds = 0 } = error instanceof PrometheusError ? error : {};
    if (code === 'upstream_timeout')
      this.#timeoutSeconds = answered
        ? Math.min(MAX_TIMEOUT_SECONDS, 2 * this.#timeoutSeconds)
        : TIMEOUT_SECONDS;
    this.#mustWaitUntil = Date.now() + Math.max(PAUSE_MS, retryAfterSeconds * 1000);
    this.#dueAt = this.#mustWaitUntil;
  }
}
