import { describe, expect, it } from 'vitest';
import { mappingIndex } from './mappingIndex.ts';

const map = (from: number | null, to: number | null, text: string) => ({ from, to, text });

describe('the mapping of a value', () => {
  const find = mappingIndex([
    map(0, 0, 'nought'),
    map(5, 5, 'five'),
    map(3, 8, 'some'),
    map(8, null, 'many'),
    map(null, -1, 'less'),
    map(5, 5, 'again'),
  ]);

  it.each([
    [0, 'nought'],
    [5, 'five'],
    [5 * (1 + 5e-10), 'five'],
    [5 * (1 + 5e-9), 'some'],
    [3, 'some'],
    [3 * (1 - 5e-10), 'some'],
    [3 * (1 - 5e-9), undefined],
    [8, 'some'],
    [8.1, 'many'],
    [1e300, 'many'],
    [-1, 'less'],
    [-1 * (1 - 5e-10), 'less'],
    [-0.9, undefined],
    [-1e300, 'less'],
    [1, undefined],
  ])('%d is %s', (value, text) => {
    expect(find(value)?.text).toBe(text);
  });

  it('is none where there are none', () => {
    expect(mappingIndex([])(1)).toBeUndefined();
  });
});
