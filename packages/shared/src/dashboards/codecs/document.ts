import { dump, load, YAMLException } from 'js-yaml';
import type { Json, JsonObject } from '../model.ts';
import { indentedQuotes } from './indentedQuotes.ts';
import { INPUT_LIMITS } from './inputLimits.ts';
import { type ReasonCode, Refusal } from './report.ts';

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The object that a JSON or YAML text holds. Throws a `Refusal` for what is broken or made to hurt. */
export function readDocument(file: string): JsonObject {
  const { length } = file;
  const text = file.startsWith('\ufeff') ? file.slice(1) : file;
  const isJson = /^\s*[{[]/.test(text);
  const limit = isJson ? INPUT_LIMITS.characters : INPUT_LIMITS.yamlCharacters;
  if (length > limit) refuse('input.tooLarge', { length, limit });
  refuseDeepBrackets(text);
  const value = isJson ? readJson(text) : readYaml(text);
  return plainDocument(value, text);
}

/** The object that a value of anybody's is, if it is plain JSON within the limits. Throws a `Refusal` for what is not. */
export function plainDocument(value: unknown, text = ''): JsonObject {
  const checked = checkedJson(value, text);
  if (!isObject(checked)) refuse('input.notAnObject', { field: '' });
  return checked;
}

/** The text of a document, as people keep it in files. */
export function documentText(document: JsonObject, language: 'json' | 'yaml'): string {
  if (language === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  return dump(document, { lineWidth: -1, noRefs: true });
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same values with keys in one order, for comparing documents. */
export function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, child]) => [key, canonical(child)]));
}

function refuse(code: ReasonCode, params: Readonly<Record<string, string | number>>, line?: number): never {
  throw new Refusal(code, params, line);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Brackets nested deeper than any parser should be asked to follow; those in strings count too, which does no harm. */
function refuseDeepBrackets(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth = Math.max(0, depth - 1);
    if (depth > 20 * INPUT_LIMITS.depth)
      refuse('input.tooDeep', { limit: INPUT_LIMITS.depth }, lineAt(text, at));
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : lineAt(text, Number(position));
    refuse('input.syntax', { language: 'JSON', message }, line);
  }
}

function readYaml(text: string): unknown {
  const first = parsedYaml(text);
  const again = first.error === undefined ? first : parsedYaml(indentedQuotes(text));
  const { value, error } = again.error === undefined ? again : first;
  if (error === undefined) return value;
  const line = error.mark === undefined ? undefined : error.mark.line + 1;
  if (error.reason.includes('maxDepth')) refuse('input.tooDeep', { limit: INPUT_LIMITS.depth }, line);
  if (error.reason.includes('maxAliases')) refuse('input.aliases', { limit: INPUT_LIMITS.aliases }, line);
  refuse('input.syntax', { language: 'YAML', message: error.reason }, line);
}

/** YAML 1.2's core types alone; empty text is no document. */
function parsedYaml(text: string): { readonly value?: unknown; readonly error?: YAMLException } {
  try {
    return { value: load(text, { maxDepth: INPUT_LIMITS.depth, maxAliases: INPUT_LIMITS.aliases }) };
  } catch (error) {
    if (error instanceof YAMLException) return { error };
    throw error;
  }
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
