/** What takes a while to read and is asked for often: read once for all who ask at about the same time, and kept for a while. */
export class TtlCache<T> {
  readonly #read: () => Promise<T>;
  readonly #ttlMs: number;
  #reading: Promise<T> | undefined;
  #last: { readonly value: T; readonly at: number } | undefined;

  /** @param ttlMs how long an answer is good for whoever waits for one; a failure is not kept */
  constructor(ttlMs: number, read: () => Promise<T>) {
    this.#ttlMs = ttlMs;
    this.#read = read;
  }

  /** An answer no older than `ttlMs`. */
  async get(): Promise<T> {
    if (this.#last !== undefined && performance.now() - this.#last.at < this.#ttlMs) return this.#last.value;
    return this.#ask();
  }

  /**
   * The last answer, if there is one that is at most `oldestMs` old, without waiting. One older than `refreshMs` is
   * read again meanwhile, for who asks next.
   */
  peek({ refreshMs, oldestMs }: { readonly refreshMs: number; readonly oldestMs: number }): T | undefined {
    const age = this.#last === undefined ? Number.POSITIVE_INFINITY : performance.now() - this.#last.at;
    if (age > refreshMs) this.#ask().catch(() => {});
    return age <= oldestMs ? this.#last?.value : undefined;
  }

  #ask(): Promise<T> {
    this.#reading ??= this.#read()
      .then((value) => {
        this.#last = { value, at: performance.now() };
        return value;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
