import { dump, loadAll, YAMLException } from 'js-yaml';
import type { Json, JsonObject } from '../json.ts';
import { INPUT_LIMITS } from '../limits.ts';
import { indentedQuotes } from './indentedQuotes.ts';
import { isObject, lineAt, plainDocument } from './plainDocument.ts';
import { refuse } from './report.ts';

export { isObject, plainDocument };

/** The object that a JSON or YAML text holds. Throws a `Refusal` for what is broken or made to hurt. */
export function readDocument(file: string): JsonObject {
  const [first, ...others] = readDocuments(file);
  if (first === undefined) refuse('input.notAnObject', { field: '' });
  if (others.length > 0) refuse('input.several', { count: others.length + 1, names: '' });
  return first;
}

/**
 * The objects that a JSON or YAML text holds: the documents of YAML, the items of a JSON list, or the one that it is. Throws a
 * `Refusal` for what is broken or made to hurt.
 */
export function readDocuments(file: string): readonly JsonObject[] {
  const { length } = file;
  const text = withoutHelm(file.startsWith('\ufeff') ? file.slice(1) : file);
  const isJson = /^\s*[{[]/.test(text);
  const limit = isJson ? INPUT_LIMITS.characters : INPUT_LIMITS.yamlCharacters;
  if (length > limit) refuse('input.tooLarge', { length, limit });
  refuseDeepBrackets(text);
  const value = isJson ? readJson(text) : readYaml(text);
  if (!Array.isArray(value)) return [plainDocument(value, text)];
  // An empty document stands before the first `---` and after the last.
  const values = value.filter((one) => one !== null && one !== undefined);
  if (values.length === 1) return [plainDocument(values[0], text)];
  return Object.values(plainDocument(Object.fromEntries(values.entries()), text)).map((one) => {
    if (!isObject(one)) refuse('input.notAnObject', { field: '' });
    return one;
  });
}

/** Braces for a legend as a Helm chart escapes them from its own templates. */
function withoutHelm(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(/\{\{-?\s*`([^`]*)`\s*-?\}\}/g, '$1')
    .replace(/\{\{-?\s*\\?"(\{\{|\}\})\\?"\s*-?\}\}/g, '$1');
}

/** The text of a document, as people keep it in files. */
export function documentText(document: JsonObject, language: 'json' | 'yaml'): string {
  if (language === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  return dump(document, { lineWidth: -1, noRefs: true });
}

/** The same values with keys in one order, for comparing documents. */
export function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, child]) => [key, canonical(child)]));
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
  if (error === undefined) {
    if (value.length === 0) refuse('input.syntax', { language: 'YAML', message: 'it is empty' });
    return value;
  }
  const line = error.mark === undefined ? undefined : error.mark.line + 1;
  if (error.reason.includes('maxDepth')) refuse('input.tooDeep', { limit: INPUT_LIMITS.depth }, line);
  if (error.reason.includes('maxAliases')) refuse('input.aliases', { limit: INPUT_LIMITS.aliases }, line);
  refuse('input.syntax', { language: 'YAML', message: error.reason }, line);
}

/** A list of YAML 1.2's documents, with its core types alone; empty text is no document. */
function parsedYaml(text: string): { readonly value: readonly unknown[]; readonly error?: YAMLException } {
  try {
    return { value: loadAll(text, { maxDepth: INPUT_LIMITS.depth, maxAliases: INPUT_LIMITS.aliases }) };
  } catch (error) {
    if (error instanceof YAMLException) return { value: [], error };
    throw error;
  }
}
