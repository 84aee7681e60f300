import { describe, expect, it } from 'vitest';
import { shownNumber, withField, withMoved, withText, writtenNumber } from './fieldValues.ts';

describe('values of fields', () => {
  it.each([
    [0.8, 0.01, '80'],
    [0.07, 0.01, '7'],
    [0.29, 0.01, '29'],
    [3 * 1024 ** 3, 1024 ** 3, '3'],
    [90, 1, '90'],
    [undefined, 1, ''],
  ])('%s in units of %s is shown as %s, and read again', (value, scale, shown) => {
    expect(shownNumber(value, scale)).toBe(shown);
    expect(writtenNumber(shown, scale)).toBe(value);
  });

  it.each([
    ['1.5', 1.5],
    ['1,000', null],
    ['-', null],
    ['1e3', 1000],
    [' ', undefined],
  ])('reads %s', (text, value) => {
    expect(writtenNumber(text, 1)).toBe(value);
  });

  it('sets and removes a field', () => {
    const value: { readonly a: number; readonly b?: number } = { a: 1 };
    expect(withField(value, 'b', 2)).toEqual({ a: 1, b: 2 });
    expect(Object.keys(withField({ ...value, b: 2 }, 'b', undefined))).toEqual(['a']);
  });

  it('keeps the words of another language', () => {
    expect(withText({ en: 'a', 'zh-CN': '甲' }, 'zh-CN', '乙')).toEqual({ en: 'a', 'zh-CN': '乙' });
    expect(withText('a', 'zh-CN', '乙')).toBe('乙');
  });

  it('moves an item', () => {
    expect(withMoved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  });
});
