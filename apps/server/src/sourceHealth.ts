import type { SourceState } from '@gpu-console/shared/contract';

/** Whether a source answers, since when, and when it was last heard. Times are Unix seconds. */
export class SourceHealth {
  #state: SourceState = { state: 'connecting', since: null, lastHeard: null, version: null, reason: null };
  readonly #now: () => number;

  constructor(now: () => number = () => Date.now() / 1000) {
    this.#now = now;
    this.#state = { ...this.#state, since: now() };
  }

  get state(): SourceState {
    return this.#state;
  }

  /** The source answered. */
  markHealthy(version: string | null = this.#state.version): void {
    const now = this.#now();
    const since = this.#state.state === 'ok' ? this.#state.since : now;
    this.#state = { state: 'ok', since, lastHeard: now, version, reason: null };
  }

  /** The source did not answer, or refused; `reason` is what it or the network said. */
  markFailed(reason: string): void {
    const since = this.#state.state === 'unreachable' ? this.#state.since : this.#now();
    this.#state = { ...this.#state, state: 'unreachable', since, reason };
  }
}
