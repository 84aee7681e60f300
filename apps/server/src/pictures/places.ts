interface Waiting {
  readonly take: () => void;
}

/** Places for a few at once, and a line of those who wait for one. */
export class Places {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<Waiting>();
  #taken = 0;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Acts in a place, as soon as there is one; who aborts the signal leaves the line.
   * @returns undefined where the line is full
   * @throws the signal's reason once it aborts before there was a place
   */
  within<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> | undefined {
    if (this.#taken < this.#atOnce) {
      this.#taken += 1;
      return this.#acted(act);
    }
    if (this.#waiting.size >= this.#mostWaiting) return undefined;
    return this.#inLine(signal).then(() => this.#acted(act));
  }

  #inLine(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(one);
        reject(signal.reason);
      };
      const one = {
        take: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(one);
    });
  }

  /** Acts in a place that is taken, and hands it to the first in line. */
  async #acted<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#taken -= 1;
      else {
        this.#waiting.delete(next);
        next.take();
      }
    }
  }
}
