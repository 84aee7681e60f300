import { RE2JS } from 're2js';
import { MAX_LINE_LENGTH, MAX_PATTERN_WORK } from '../limits.ts';
import type { VariableOption } from '../model.ts';

/** What became of a list of values under a pattern; `error` says what is wrong with the pattern. `work` is what it took. */
export type Filtered = ({ readonly options: readonly VariableOption[] } | { readonly error: string }) & {
  readonly work: number;
};

/** RE2 repeats nothing more often, nor what repeats within what repeats. */
const MAX_REPEATS = 1000;
/** What compiling takes per instruction, in the unit of matching. */
const COMPILING = 60;

/**
 * Values that a variable's regular expression lets through, and the part of each that it captures: the groups `value` and
 * `text`, or the first. People write these, so they run in RE2, whose time grows with the text's length and the pattern's
 * alone; what would still take long is refused.
 * @param pattern `/…/` with flags, or a pattern for the whole value
 * @param maxWork the work that may be done, in characters times instructions
 */
export function filterValues(
  pattern: string,
  values: readonly string[],
  maxWork = MAX_PATTERN_WORK,
): Filtered {
  const characters = values.reduce((sum, value) => sum + value.length, values.length);
  const tooMuch = `too much work for ${values.length} values of ${characters} characters: make it simpler`;
  const compiling = instructionsOf(pattern) * COMPILING;
  if (pattern.length > MAX_LINE_LENGTH)
    return { error: `longer than ${MAX_LINE_LENGTH} characters`, work: 0 };
  if (compiling > maxWork) return { error: tooMuch, work: 0 };
  const expression = compiled(pattern);
  if (typeof expression === 'string') return { error: expression, work: compiling };
  const work = compiling + characters * expression.programSize();
  if (work > maxWork) return { error: tooMuch, work: compiling };
  const names = new Set(Object.keys(expression.namedGroups()));
  const options = values.flatMap((value): VariableOption[] => {
    const matcher = expression.matcher(value);
    if (!matcher.find()) return [];
    const group = (name: string) => (names.has(name) ? (matcher.group(name) ?? undefined) : undefined);
    const first = matcher.groupCount() > 0 ? (matcher.group(1) ?? undefined) : undefined;
    const [named, text] = [group('value'), group('text')];
    const taken = named ?? text ?? first ?? value;
    return taken === '' ? [] : [{ text: text ?? taken, value: taken }];
  });
  return { options, work };
}

/** At most so many instructions a pattern compiles to; what it repeats is compiled as often. */
function instructionsOf(pattern: string): number {
  let repeats = 1;
  for (const [, min, max] of pattern.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g))
    repeats = Math.min(MAX_REPEATS, repeats * Math.max(1, Number(max || min)));
  return pattern.length * repeats;
}

/** The pattern ready to use, or what is wrong with it. */
function compiled(pattern: string): RE2JS | string {
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
