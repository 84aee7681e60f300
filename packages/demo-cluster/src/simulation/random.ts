import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random choices: the same seed and the same calls give the same values. */
export class Random {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A number in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * uniformFloat64(this.#generator);
  }

  /** A whole number in [from, to]. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.int(0, 15).toString(16)).join('');
  }

  /** A version-4 UUID. */
  uuid(): string {
    const variant = this.int(8, 11).toString(16);
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }

  /** A suffix as the API server makes for `generateName`: no vowels, none of 0, 1 and 3. */
  nameSuffix(length = 5): string {
    const letters = 'bcdfghjklmnpqrstvwxz2456789';
    return Array.from({ length }, () => letters[this.int(0, letters.length - 1)]).join('');
  }
}

/** FNV-1a over text: a seed for everything that belongs to a thing of that name. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A number in [0, 1) that depends on nothing but its arguments (the finaliser of MurmurHash3). */
export function chance(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index | 0, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Smooth noise in [-1, 1] along `position`, with a new random value at every whole number. */
export function noise(seed: number, position: number): number {
  const left = Math.floor(position);
  const part = position - left;
  const eased = part * part * (3 - 2 * part);
  const from = chance(seed, left);
  return 2 * (from + (chance(seed, left + 1) - from) * eased) - 1;
}
