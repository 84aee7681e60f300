import { describe, expect, it } from 'vitest';
import { INPUT_LIMITS } from '../limits.ts';
import { documentText, readDocument } from './document.ts';
import { plainDocument } from './plainDocument.ts';
import { Refusal } from './report.ts';

function refusalOf(text: string): Refusal {
  try {
    readDocument(text);
  } catch (cause) {
    if (cause instanceof Refusal) return cause;
    throw cause;
  }
  throw new Error('it was read');
}

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    Array.from({ length: 8 }, (_, level) => {
      const [from, to] = [String.fromCharCode(97 + level), String.fromCharCode(98 + level)];
      return `${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`;
    }),
  )
  .join('\n');

describe('a file that is made to hurt', () => {
  it.each<[string, string, () => string]>([
    ['a YAML bomb', 'input.aliases', () => bomb],
    ['50 MB', 'input.tooLarge', () => `{"title": "${'x'.repeat(50_000_000)}"}`],
    [
      'more YAML than anybody writes',
      'input.tooLarge',
      () => `a: ${'x'.repeat(INPUT_LIMITS.yamlCharacters)}`,
    ],
    ['JSON nested too deep', 'input.tooDeep', () => `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['JSON nested far too deep', 'input.tooDeep', () => '['.repeat(1_000_000)],
    ['YAML brackets nested too deep', 'input.tooDeep', () => `a: ${'['.repeat(100_000)}`],
    ['YAML lists nested too deep', 'input.tooDeep', () => `${'- '.repeat(50_000)}a`],
    ['more values than a dashboard has', 'input.tooMany', () => `[${'0,'.repeat(300_000)}0]`],
    ['a key that reaches for prototypes', 'input.key', () => '{"spec": {\n"__proto__": {"polluted": true}}}'],
    ['such a key in YAML', 'input.key', () => 'spec:\n  constructor:\n    prototype: 1'],
    ['such a key, escaped', 'input.key', () => '{"\\u005f_proto__": 1}'],
    ['a number that is none', 'input.value', () => 'a: .nan'],
    ['an infinite number', 'input.value', () => '{"a": 1e999}'],
    ['a value of another type', 'input.syntax', () => '%YAML 1.1\n---\na: !!set {b, c}'],
    ['a list', 'input.notAnObject', () => '[1, 2]'],
    ['nothing', 'input.syntax', () => ''],
    ['blanks', 'input.syntax', () => ' \n\n'],
  ])('is refused: %s (%s)', (_, code, text) => {
    expect(refusalOf(text()).code).toBe(code);
  });

  it.each([new Date(0), new Map(), { a: undefined }, { a: () => 1 }, { a: 1n }, null, 'a'])(
    'is refused where it is no plain JSON: %o',
    (value) => {
      expect(() => plainDocument(value)).toThrow(Refusal);
    },
  );

  it('leaves no trace', () => {
    refusalOf('{"__proto__": {"polluted": true}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a file with a mistake', () => {
  it.each([
    ['{"a": 1,\n"b": 2\n"c": 3}', 3],
    ['a: 1\nb:\n  - c\n d: 2', 4],
    ['a: 1\nb: 2\na: 3', 3],
    ['{"a": 1,\n\n"__proto__": 2}', 3],
  ])('is refused with the line: %j', (text, line) => {
    expect(refusalOf(text).line).toBe(line);
  });
});

describe('a YAML file', () => {
  it.each([
    [`a:\n  - b: 'one\n  two''s\n  three'\n    c: 1`, { a: [{ b: "one two's three", c: 1 }] }],
    [`b: "one\ntwo \\" three"\nc: 1`, { b: 'one two " three', c: 1 }],
  ])('may continue a quoted value without indenting it, as kubectl takes it', (text, value) => {
    expect(readDocument(text)).toEqual(value);
  });

  it('may begin with a byte order mark', () => {
    expect(readDocument('\ufeffa: 1')).toEqual({ a: 1 });
    expect(readDocument('\ufeff{"a": 1}')).toEqual({ a: 1 });
  });

  it('is written as it is read', () => {
    const value = { a: { b: ['x: y', '{{gpu}} ', '1', 1, null, true, '', 'a\nb\n'] }, c: 'x'.repeat(200) };
    expect(readDocument(documentText(value, 'yaml'))).toEqual(value);
    expect(readDocument(documentText(value, 'json'))).toEqual(value);
  });
});
