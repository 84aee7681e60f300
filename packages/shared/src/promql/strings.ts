/** A part of a PromQL text: a string literal with its quotes, a comment, or what lies between. */
export interface Piece {
  readonly kind: 'code' | 'string' | 'comment';
  readonly from: number;
  readonly to: number;
  /** Of a string: what it begins with. */
  readonly quote: '"' | "'" | '`' | null;
  /** Of a string: whether it ends. */
  readonly closed: boolean;
}

/**
 * Where a PromQL text has strings and comments, by Prometheus' lexer: quotes of either kind with backslashes, backquotes
 * without, `#` to the line's end.
 */
export function piecesOf(expr: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  const push = (kind: Piece['kind'], to: number, quote: Piece['quote'] = null, closed = true) => {
    if (to > from) pieces.push({ kind, from, to, quote, closed });
    from = to;
  };
  while (at < expr.length) {
    const character = expr[at];
    if (character === '"' || character === "'" || character === '`') {
      push('code', at);
      const end = stringEnd(expr, at, character);
      push('string', end.at, character, end.closed);
      at = end.at;
    } else if (character === '#') {
      push('code', at);
      const end = expr.indexOf('\n', at);
      at = end < 0 ? expr.length : end;
      push('comment', at);
    } else at += 1;
  }
  push('code', expr.length);
  return pieces;
}

function stringEnd(
  expr: string,
  from: number,
  quote: string,
): { readonly at: number; readonly closed: boolean } {
  let at = from + 1;
  while (at < expr.length) {
    if (expr[at] === quote) return { at: at + 1, closed: true };
    at += expr[at] === '\\' && quote !== '`' ? 2 : 1;
  }
  return { at: expr.length, closed: false };
}

/** What a string literal stands for; undefined if it is not closed. */
export function stringValue(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || quote === undefined || literal.at(-1) !== quote) return undefined;
  const body = literal.slice(1, -1);
  if (quote === '`') return body;
  return body.replace(
    ESCAPE,
    (whole, digits: string | undefined, octal: string | undefined, letter: string | undefined) => {
      if (digits !== undefined) return character(Number.parseInt(digits.slice(1), 16)) ?? whole;
      if (octal !== undefined) return character(Number.parseInt(octal, 8)) ?? whole;
      return ESCAPED[letter ?? ''] ?? whole;
    },
  );
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const ESCAPE = /\\(?:(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|([0-7]{3})|(.))/gs;
const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
