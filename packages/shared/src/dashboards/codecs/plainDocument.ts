import type { Json, JsonObject } from '../json.ts';
import { INPUT_LIMITS } from '../limits.ts';
import { refuse } from './report.ts';

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The object that a value of anybody's is, if it is plain JSON within the limits. Throws a `Refusal` for what is not. */
export function plainDocument(value: unknown, text = ''): JsonObject {
  const checked = checkedJson(value, text);
  if (!isObject(checked)) refuse('input.notAnObject', { field: '' });
  return checked;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The line of a text, from 1, that a position is in. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

interface Walk {
  readonly text: string;
  count: number;
}

/** `value` if it is plain JSON within the limits; parsers are taken at nobody's word. */
function checkedJson(value: unknown, text: string): Json {
  return checkedValue(value, 0, { text, count: 0 });
}

function checkedValue(value: unknown, depth: number, walk: Walk): Json {
  walk.count += 1;
  if (walk.count > INPUT_LIMITS.values) refuse('input.tooMany', { limit: INPUT_LIMITS.values });
  if (depth > INPUT_LIMITS.depth) refuse('input.tooDeep', { limit: INPUT_LIMITS.depth });
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => checkedValue(item, depth + 1, walk));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    refuse('input.value', { value: String(value).slice(0, 50) });
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => {
      if (FORBIDDEN_KEYS.has(key)) refuse('input.key', { key }, lineOf(walk.text, key));
      return [key, checkedValue(child, depth + 1, walk)];
    }),
  );
}

function lineOf(text: string, word: string): number | undefined {
  const position = text.indexOf(word);
  return position < 0 ? undefined : lineAt(text, position);
}
