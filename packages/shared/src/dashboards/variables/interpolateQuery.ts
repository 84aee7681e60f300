import { promqlString } from '../../metrics/index.ts';
import { type Piece, piecesOf, type Reference, referencesIn, stringValue } from '../../promql/index.ts';
import { MAX_QUERY_LENGTH, MAX_TEXT_LENGTH } from '../limits.ts';
import { anyOf, formatValues, QUOTING } from './formatValues.ts';

/** As many problems of one query as anybody reads. */
const MAX_PROBLEMS = 10;

/** What stands for a variable in queries. */
export interface VariableValue {
  readonly values: readonly string[];
  /** What people read for each value. */
  readonly texts: readonly string[];
  /** The dashboard's own words for all values, a regular expression (RE2): taken as they are. */
  readonly pattern?: string;
  /** True for values that the dashboard itself lists: they may be any part of a query, not only a name or a number. */
  readonly own: boolean;
}

export type VariableValues = ReadonlyMap<string, VariableValue>;

/** A value that can't stand where the query has it, or makes it too long: `value` is the limit then. */
export interface InterpolationProblem {
  readonly code: 'value.unsafe' | 'format.unknown' | 'value.missing' | 'query.tooLong';
  readonly variable: string;
  readonly value: string;
}

export interface Interpolated {
  readonly expr: string;
  readonly problems: readonly InterpolationProblem[];
}

/**
 * A query with values for its variables. In a string, a value is text of that string, whatever is in it: any of the
 * values where the string is matched as a regular expression. Elsewhere a value must be a name, a number, a duration, or
 * a list of them, unless the dashboard itself lists it. `$__interval` and its kin stay: `interpolate` knows them. A query
 * that its values make longer than Prometheus is asked is none, and a problem.
 */
export function interpolateQuery(expr: string, values: VariableValues): Interpolated {
  const problems: InterpolationProblem[] = [];
  const ready: string[] = [];
  let length = 0;
  for (const piece of piecesOf(expr)) {
    const text = expr.slice(piece.from, piece.to);
    const references = piece.kind === 'comment' ? [] : referencesIn(text);
    const known = references.filter(({ name }) => values.has(name));
    const names = [...new Set(known.map(({ name }) => name))];
    const tooLong = names.find((name) => isTooLong(values.get(name), MAX_QUERY_LENGTH));
    const written =
      known.length === 0 || tooLong !== undefined
        ? text
        : piece.kind === 'code'
          ? code(text, values, problems)
          : string(text, piece, isRegex(expr, piece.from), values, problems);
    length += written.length;
    if (tooLong !== undefined || length > MAX_QUERY_LENGTH) {
      const variable = tooLong ?? names[0] ?? '';
      problems.push({ code: 'query.tooLong', variable, value: String(MAX_QUERY_LENGTH) });
      return { expr: '', problems };
    }
    ready.push(written);
  }
  return { expr: ready.join(''), problems };
}

/** Whether a variable's values alone are longer than `maxLength` characters: then they need not be written to know. */
function isTooLong(value: VariableValue | undefined, maxLength: number): boolean {
  let length = value?.pattern?.length ?? 0;
  if (value?.pattern === undefined) for (const one of value?.values ?? []) length += one.length;
  return length > maxLength;
}

/** Whether a string that begins at `at` is matched as a regular expression. */
function isRegex(expr: string, at: number): boolean {
  let end = at;
  while (end > 0 && /\s/.test(expr[end - 1] ?? '')) end -= 1;
  const operator = expr.slice(Math.max(0, end - 2), end);
  return operator === '=~' || operator === '!~';
}

/** A name, a number, a duration. */
const SAFE_ITEM = /^\s*(?:[A-Za-z_:][\w:]*|[+-]?[\w.]+)\s*$/;

/** Whether a text is one of those, or a list of them between commas. One pattern for all of it would try every way to read each. */
function isSafe(text: string): boolean {
  return text === text.trim() && text.split(',').every((item) => SAFE_ITEM.test(item));
}

function code(text: string, all: VariableValues, problems: InterpolationProblem[]): string {
  const write = (reference: Reference) => {
    const value = all.get(reference.name);
    if (value === undefined || problems.length >= MAX_PROBLEMS) return undefined;
    const { format = 'csv', name } = reference;
    const written = value.pattern ?? formatValues(value.values, name, format);
    if (written === undefined) {
      problems.push({ code: 'format.unknown', variable: name, value: format });
      return undefined;
    }
    const quotes = QUOTING.has(format) && value.pattern === undefined;
    if (!quotes && !value.own && !isSafe(written)) {
      problems.push({
        code: written === '' ? 'value.missing' : 'value.unsafe',
        variable: name,
        value: written.slice(0, 200),
      });
      return undefined;
    }
    return written;
  };
  return replaced(text, write, MAX_QUERY_LENGTH);
}

/** A string literal with values in it, written anew around what it then says. */
function string(
  literal: string,
  { quote, closed }: Piece,
  regex: boolean,
  all: VariableValues,
  problems: InterpolationProblem[],
): string {
  if (quote === null || !closed) {
    problems.push({
      code: 'value.unsafe',
      variable: referencesIn(literal)[0]?.name ?? '',
      value: literal.slice(0, 200),
    });
    return literal;
  }
  const parts: string[] = [];
  let at = 1;
  let length = 0;
  for (const reference of referencesIn(literal)) {
    if (length > MAX_QUERY_LENGTH || problems.length >= MAX_PROBLEMS) break;
    const written = inString(reference, regex, all, problems);
    if (written === undefined) continue;
    parts.push(stringValue(quote + literal.slice(at, reference.from) + quote) ?? '', written);
    length += written.length;
    at = reference.to;
  }
  parts.push(stringValue(quote + literal.slice(at, -1) + quote) ?? '');
  return promqlString(parts.join(''));
}

/** The text that a reference in a string stands for, before the string's own escapes. */
function inString(
  { name, format }: Reference,
  regex: boolean,
  all: VariableValues,
  problems: InterpolationProblem[],
): string | undefined {
  const value = all.get(name);
  if (value === undefined) return undefined;
  if (value.pattern !== undefined && (format === undefined || format === 'regex'))
    return (
      stringValue(`"${value.pattern.replace(/(\\.)|"/gs, (whole, escaped) => escaped ?? `\\${whole}`)}"`) ??
      value.pattern
    );
  if (format === undefined) return regex ? anyOf(value.values) : value.values.join('|');
  const written = formatValues(value.values, name, format);
  if (written === undefined) problems.push({ code: 'format.unknown', variable: name, value: format });
  return written;
}

/**
 * A text for people, e.g. a title or a legend, with what is chosen for its variables.
 * @param maxLength characters of the result: what is past them is cut off behind an ellipsis
 */
export function interpolateText(text: string, all: VariableValues, maxLength = MAX_TEXT_LENGTH): string {
  const write = ({ name, format }: Reference) => {
    const value = all.get(name);
    if (value === undefined) return undefined;
    if (format === undefined || format === 'text') return joined(value.texts, ' + ', maxLength);
    return formatValues(value.values, name, format);
  };
  const whole = replaced(text, write, maxLength);
  return whole.length > maxLength ? `${whole.slice(0, maxLength - 1)}…` : whole;
}

/** As many of the texts as `maxLength` characters need. */
function joined(texts: readonly string[], separator: string, maxLength: number): string {
  let ready = texts[0] ?? '';
  for (let index = 1; index < texts.length && ready.length <= maxLength; index += 1)
    ready += separator + texts[index];
  return ready;
}

/** The text with its references written out; no more of them once it is longer than `maxLength`. */
function replaced(
  text: string,
  write: (reference: Reference) => string | undefined,
  maxLength: number,
): string {
  let ready = '';
  let at = 0;
  for (const reference of referencesIn(text)) {
    if (ready.length > maxLength) break;
    const written = write(reference);
    if (written === undefined) continue;
    ready += text.slice(at, reference.from) + written;
    at = reference.to;
  }
  return ready + text.slice(at);
}
