import { QueryRefusal } from './queryRefusal.ts';
import { stringValue } from './strings.ts';
import type { Part } from './syntaxTree.ts';

/** Bytes of their own from 0x80 on are left out: together they make up characters, or none. */
const ESCAPES = [
  String.raw`[abfnrtv\\]`,
  'x[0-7][0-9a-fA-F]',
  '[01][0-7]{2}',
  'u(?![dD][89a-fA-F])[0-9a-fA-F]{4}',
  'U(?!0000[dD][89a-fA-F])00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}',
].join('|');
const quoted = (quote: string) => `${quote}(?:[^${quote}\\\\\\n]|\\\\(?:${quote}|${ESCAPES}))*${quote}`;
const STRING = new RegExp(`^(?:${quoted('"')}|${quoted("'")}|\`[^\`]*\`)$`);

const NUMBER =
  /^[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d[\d_]*)?|[iI][nN][fF]|[nN][aA][nN])$/;
const DURATION = /^[-+]?(?:\d+(?:ms|[smhdwy]))+$/;
const NAME = /^[a-zA-Z_]\w*$/;

/** What a string literal stands for. @throws QueryRefusal for one that Prometheus may read otherwise, or not at all */
export function stringOf({ text }: Part): string {
  const value = STRING.test(text) ? stringValue(text) : undefined;
  if (value === undefined)
    throw new QueryRefusal(`The query has a string that cannot be read: ${text.slice(0, 50)}`);
  return value;
}

/** A string in ASCII without a line end, which every reader of PromQL reads alike. */
export function asciiString(value: string): string {
  return `"${value.replace(/[^ !#-[\]-~]/gu, escaped)}"`;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** A number or duration, with its sign. @throws QueryRefusal */
export function numberOf({ text, gaps }: Part): string {
  const number = gaps.join('');
  if (NUMBER.test(number) || DURATION.test(number)) return number;
  throw new QueryRefusal(`The query has a number that cannot be read: ${text.slice(0, 50)}`);
}

/** A label's name, in quotes where it needs them. */
export function labelText(label: string): string {
  return NAME.test(label) ? label : asciiString(label);
}
