/** So many within so long. */
export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/** Counts what all together do, and says when there are too many. */
export class RateLimit {
  readonly #rate: Rate;
  /** When those were that still count; milliseconds. */
  #passed: readonly number[] = [];

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Counts one more; where that is one too many, the milliseconds until it is not, else undefined. */
  take(now = performance.now()): number | undefined {
    const { limit, windowMs } = this.#rate;
    this.#passed = this.#passed.filter((at) => now - at < windowMs);
    const [oldest = now] = this.#passed;
    if (this.#passed.length >= limit) return windowMs - (now - oldest);
    this.#passed = [...this.#passed, now];
    return undefined;
  }
}
