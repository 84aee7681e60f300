import { promqlString } from '../../metrics/index.ts';
import { type Piece, piecesOf, type Reference, referencesIn, stringValue } from '../../promql/index.ts';
import { anyOf, formatValues, QUOTING } from './formatValues.ts';

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

/** A value that can't stand where the query has it. */
export interface InterpolationProblem {
  readonly code: 'value.unsafe' | 'format.unknown' | 'value.missing';
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
 * a list of them, unless the dashboard itself lists it. `$__interval` and its kin stay: `interpolate` knows them.
 */
export function interpolateQuery(expr: string, values: VariableValues): Interpolated {
  const problems: InterpolationProblem[] = [];
  const ready = piecesOf(expr).map((piece) => {
    const text = expr.slice(piece.from, piece.to);
    if (piece.kind === 'comment' || referencesIn(text).every(({ name }) => !values.has(name))) return text;
    if (piece.kind === 'code') return code(text, values, problems);
    return string(text, piece, isRegex(expr.slice(0, piece.from)), values, problems);
  });
  return { expr: ready.join(''), problems };
}

const isRegex = (before: string) => /(=~|!~)\s*$/.test(before);

/** A name, a number, a duration; lists of them between commas. */
const SAFE = /^(?:[A-Za-z_:][\w:]*|[+-]?[\w.]+)(?:\s*,\s*(?:[A-Za-z_:][\w:]*|[+-]?[\w.]+))*$/;

function code(text: string, all: VariableValues, problems: InterpolationProblem[]): string {
  return replaced(text, (reference) => {
    const value = all.get(reference.name);
    if (value === undefined) return undefined;
    const { format = 'csv', name } = reference;
    const written = value.pattern ?? formatValues(value.values, name, format);
    if (written === undefined) {
      problems.push({ code: 'format.unknown', variable: name, value: format });
      return undefined;
    }
    const quotes = QUOTING.has(format) && value.pattern === undefined;
    if (!quotes && !value.own && !SAFE.test(written)) {
      problems.push({
        code: written === '' ? 'value.missing' : 'value.unsafe',
        variable: name,
        value: written.slice(0, 200),
      });
      return undefined;
    }
    return written;
  });
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
  for (const reference of referencesIn(literal)) {
    const written = inString(reference, regex, all, problems);
    if (written === undefined) continue;
    parts.push(stringValue(quote + literal.slice(at, reference.from) + quote) ?? '', written);
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

/** A text for people, e.g. a title or a legend, with what is chosen for its variables. */
export function interpolateText(text: string, all: VariableValues): string {
  return replaced(text, ({ name, format }) => {
    const value = all.get(name);
    if (value === undefined) return undefined;
    if (format === undefined || format === 'text') return value.texts.join(' + ');
    return formatValues(value.values, name, format);
  });
}

function replaced(text: string, write: (reference: Reference) => string | undefined): string {
  let ready = '';
  let at = 0;
  for (const reference of referencesIn(text)) {
    const written = write(reference);
    if (written === undefined) continue;
    ready += text.slice(at, reference.from) + written;
    at = reference.to;
  }
  return ready + text.slice(at);
}
