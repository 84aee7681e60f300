import type { Json, JsonObject } from '../json.ts';
import { isObject } from './document.ts';

/**
 * An object of another program's file, read field by field with patience: a field of another type than expected is as
 * good as absent. It remembers what was read, so that what was not can be named.
 */
export class Fields {
  readonly source: JsonObject;
  readonly #path: string;
  readonly #read = new Set<string>();
  readonly #children = new Map<string, Fields>();

  constructor(source: JsonObject, path = '') {
    this.source = source;
    this.#path = path;
  }

  /** The value as it stands. */
  any(key: string): Json | undefined {
    this.#read.add(key);
    return Object.hasOwn(this.source, key) ? this.source[key] : undefined;
  }

  /** Fields that say nothing about what is drawn. */
  ignore(...keys: readonly string[]): this {
    for (const key of keys) this.#read.add(key);
    return this;
  }

  text(key: string): string | undefined {
    const value = this.any(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** Text that is there: blanks at its ends do not count, and '' is absent. */
  word(key: string): string | undefined {
    const text = this.text(key)?.trim();
    return text === '' ? undefined : text;
  }

  /** A finite number, also where it is written as a text. */
  number(key: string): number | undefined {
    const value = this.any(key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  flag(key: string): boolean {
    return this.any(key) === true;
  }

  list(key: string): readonly Json[] {
    const value = this.any(key);
    return Array.isArray(value) ? value : [];
  }

  texts(key: string): readonly string[] {
    return this.list(key).filter((item) => typeof item === 'string');
  }

  /** The object under `key`; an empty one where there is none. */
  child(key: string): Fields {
    const value = this.any(key);
    return this.#adopt(isObject(value) ? value : {}, key);
  }

  /** The objects in the list under `key`. */
  children(key: string): readonly Fields[] {
    return this.list(key).flatMap((item, index) =>
      isObject(item) ? [this.#adopt(item, `${key}[${index}]`)] : [],
    );
  }

  /** The objects in the list under `key`, each reported on its own. */
  parts(key: string): readonly Fields[] {
    return this.list(key).flatMap((item) => (isObject(item) ? [new Fields(item)] : []));
  }

  has(key: string): boolean {
    return Object.hasOwn(this.source, key);
  }

  /** Paths of what says something and was not read. */
  unread(): readonly string[] {
    const own = Object.entries(this.source)
      .filter(([key, value]) => !this.#read.has(key) && saysSomething(value))
      .map(([key]) => `${this.#path}${key}`);
    return [...own, ...[...this.#children.values()].flatMap((child) => child.unread())];
  }

  #adopt(source: JsonObject, key: string): Fields {
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const child = new Fields(source, `${this.#path}${key}.`);
    this.#children.set(key, child);
    return child;
  }
}

function saysSomething(value: Json): boolean {
  if (value === null || value === false || value === '' || value === 0) return false;
  if (Array.isArray(value)) return value.some(saysSomething);
  return !isObject(value) || Object.values(value).some(saysSomething);
}
