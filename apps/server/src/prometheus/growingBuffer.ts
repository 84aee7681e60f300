const FIRST_BYTES = 64 * 1024;

/** Bytes that come in parts, put where they belong as they come: joining many at the end would take long at once. */
export class GrowingBuffer {
  #bytes: Buffer;
  #length = 0;

  /** @param expected so many bytes are to come, as far as is known */
  constructor(expected = 0) {
    this.#bytes = Buffer.allocUnsafeSlow(expected);
  }

  get length(): number {
    return this.#length;
  }

  append(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length = length;
  }

  /** What has come so far. */
  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
