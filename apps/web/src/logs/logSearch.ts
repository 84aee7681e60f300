import type { LogLine } from './logLine.ts';

interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Finds `wanted` word for word, whatever the case; null for nothing to look for. */
function pattern(wanted: string): RegExp | null {
  return wanted === '' ? null : new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
}

/** The positions of the lines that hold `wanted`. */
export function matchingLines(lines: readonly LogLine[], wanted: string): number[] {
  const regex = pattern(wanted);
  if (regex === null) return [];
  return lines.flatMap(({ text }, index) => (text.search(regex) === -1 ? [] : [index]));
}

/** A text in pieces, those that match set apart; together they are the text. */
export function highlighted(text: string, wanted: string): Piece[] {
  const regex = pattern(wanted);
  if (regex === null) return [{ text, isMatch: false }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const { index, 0: match } of text.matchAll(regex)) {
    if (index > end) pieces.push({ text: text.slice(end, index), isMatch: false });
    pieces.push({ text: match, isMatch: true });
    end = index + match.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false });
  return pieces;
}

/** The match before or after the one at `current`, round the end; null where there is none. */
export function nextMatch(matches: readonly number[], current: number | null, step: 1 | -1): number | null {
  const first = step === 1 ? matches[0] : matches.at(-1);
  if (first === undefined || current === null) return first ?? null;
  const found =
    step === 1 ? matches.find((index) => index > current) : matches.findLast((index) => index < current);
  return found ?? first;
}
