import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson } from './printable.ts';

describe('a text for a terminal', () => {
  it.each([
    ['a colour', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['a title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['a link', '\u001b]8;;http://evil.example\u001b\\here', '\\x1b]8;;http://evil.example\\x1b\\here'],
    ['the eight-bit form of a sequence', '\u009b2J', '\\x9b2J'],
    ['a return to the line’s beginning', 'FAIL\rPASS', 'FAIL\\x0dPASS'],
    ['a backspace and a delete', 'a\b\u007f', 'a\\x08\\x7f'],
    ['a turn of the writing', 'abc\u202egnp.exe\u2066', 'abc\\u202egnp.exe\\u2066'],
    ['what nobody sees', 'pay\u200bpal\ufeff', 'pay\\u200bpal\\ufeff'],
    ['a line of another kind', 'one\u2028two', 'one\\u2028two'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each(['plain', 'two\nlines\tand a tab', '某个节点：正常', 'émoji 🚀'])(
    'is left as it is: %j',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it('is, as JSON, still the same value, and obeyed by no terminal', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const json = printableJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(json)).toEqual(value);
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });
});
