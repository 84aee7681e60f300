import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity } from './quantity.ts';

/** The grammar of resource.Quantity, written a second time: a power of ten or of two per suffix. */
const DECIMAL = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 } as const;
const BINARY = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 } as const;

const sign = fc.constantFrom('', '+', '-');
const digits = fc.integer({ min: 0, max: 999_999 }).map(String);
/** `<digits> | <digits>.<digits> | <digits>. | .<digits>` */
const unsigned = fc.oneof(
  digits,
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  digits.map((whole) => `${whole}.`),
  digits.map((part) => `.${part}`),
);
const signed = fc.tuple(sign, unsigned).map(([prefix, number]) => prefix + number);
const decimalSuffix = fc.constantFrom(...Object.entries(DECIMAL));
const binarySuffix = fc.constantFrom(...Object.entries(BINARY));
const exponent = fc.tuple(fc.constantFrom('e', 'E'), sign, fc.integer({ min: 0, max: 18 }));

function expectClose(actual: number | undefined, expected: number): void {
  expect(actual).toBeDefined();
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1e-12);
}

describe('a Kubernetes quantity', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['+8', 8],
    ['-1', -1],
    ['1.', 1],
    ['.5', 0.5],
    ['500m', 0.5],
    ['100n', 1e-7],
    ['7u', 7e-6],
    ['2k', 2000],
    ['2Ki', 2048],
    ['1.5Gi', 1_610_612_736],
    ['80Gi', 85_899_345_920],
    ['1E', 1e18],
    ['1Ei', 2 ** 60],
    ['1E3', 1000],
    ['1e3', 1000],
    ['12e-1', 1.2],
    ['1e+2', 100],
  ])('reads %s as %d', (text, value) => {
    expectClose(parseQuantity(text), value);
  });

  it.each([
    ['1.001k', 1001],
    ['15000000000n', 15],
    ['1001000u', 1001e-3],
    ['2e-2', 0.02],
  ])('reads %s as exactly %d', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  it('takes numbers as YAML gives them', () => {
    expect(parseQuantity(4)).toBe(4);
    expect(parseQuantity(0.25)).toBe(0.25);
    expect(parseQuantity(1e21)).toBe(1e21);
  });

  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    '1K',
    '1ki',
    '1mi',
    '1KI',
    'Gi',
    '.',
    '+',
    '1e',
    '1e1.5',
    '1e3Ki',
    '1..2',
    '0x10',
  ])('refuses %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(parseQuantity(value)).toBeUndefined();
  });

  it('is its number times its decimal suffix', () => {
    fc.assert(
      fc.property(signed, decimalSuffix, (number, [suffix, power]) => {
        expectClose(parseQuantity(number + suffix), Number(number) * Number(`1e${power}`));
      }),
    );
  });

  it('is its number times its binary suffix', () => {
    fc.assert(
      fc.property(signed, binarySuffix, (number, [suffix, power]) => {
        expectClose(parseQuantity(number + suffix), Number(number) * 2 ** power);
      }),
    );
  });

  it('is its number times ten to its exponent', () => {
    fc.assert(
      fc.property(signed, exponent, (number, [e, prefix, power]) => {
        const reference = Number(number) * 10 ** (prefix === '-' ? -power : power);
        expectClose(parseQuantity(`${number}${e}${prefix}${power}`), reference);
      }),
    );
  });
});
