import { RE2JS } from 're2js';
import type { VariableOption } from '../model.ts';

const MOST_CHARACTERS = 1000;

/** What became of a list of values under a pattern; `error` says what is wrong with the pattern. */
export type Filtered = { readonly options: readonly VariableOption[] } | { readonly error: string };

/**
 * Values that a variable's regular expression lets through, and the part of each that it captures: the groups `value` and
 * `text`, or the first. People write these, so they run in RE2, whose time grows with the length of the text alone.
 * @param pattern `/…/` with flags, or a pattern for the whole value
 */
export function filterValues(pattern: string, values: readonly string[]): Filtered {
  const expression = compiled(pattern);
  if (typeof expression === 'string') return { error: expression };
  const names = new Set(Object.keys(expression.namedGroups()));
  const options = values.flatMap((value): VariableOption[] => {
    const matcher = expression.matcher(value.slice(0, 10_000));
    if (!matcher.find()) return [];
    const group = (name: string) => (names.has(name) ? (matcher.group(name) ?? undefined) : undefined);
    const first = matcher.groupCount() > 0 ? (matcher.group(1) ?? undefined) : undefined;
    const [named, text] = [group('value'), group('text')];
    const taken = named ?? text ?? first ?? value;
    return taken === '' ? [] : [{ text: text ?? taken, value: taken }];
  });
  return { options };
}

/** The pattern ready to use, or what is wrong with it. */
function compiled(pattern: string): RE2JS | string {
  if (pattern.length > MOST_CHARACTERS) return `longer than ${MOST_CHARACTERS} characters`;
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  const [, body = '', letters = ''] = slashed ?? [];
  const flags =
    (letters.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (letters.includes('s') ? RE2JS.DOTALL : 0);
  try {
    return slashed === null ? RE2JS.compile(`^(?:${pattern})$`) : RE2JS.compile(body, flags);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
