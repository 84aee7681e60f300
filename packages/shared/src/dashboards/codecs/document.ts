import { dump, load, YAMLException } from 'js-yaml';
import type { Json, JsonObject } from '../json.ts';
import { INPUT_LIMITS } from '../limits.ts';
import { indentedQuotes } from './indentedQuotes.ts';
import { isObject, lineAt, plainDocument } from './plainDocument.ts';
import { refuse } from './report.ts';

export { isObject, plainDocument };

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
