/** Bytes that are held at once, of all that are under way together. One alone always has room. */
export class ByteBudget {
  readonly #max: number;
  #held = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Takes room for so many bytes; false where there is none. */
  take(bytes: number): boolean {
    if (this.#held > 0 && this.#held + bytes > this.#max) return false;
    this.#held += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }
}
