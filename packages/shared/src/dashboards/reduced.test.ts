import { describe, expect, it } from 'vitest';
import type { Statistic } from './model.ts';
import { reduced } from './reduced.ts';

const VALUES = [null, 4, -2, null, 7, 3, null];

describe('reduced', () => {
  it.each<[Statistic, number]>([
    ['last', 3],
    ['first', 4],
    ['min', -2],
    ['max', 7],
    ['mean', 3],
    ['sum', 12],
    ['count', 4],
    ['range', 9],
    ['delta', -1],
  ])('makes %s of the values that are there', (statistic, value) => {
    expect(reduced(VALUES, statistic)).toBe(value);
  });

  it('is the value itself where there is one, as of instant queries', () => {
    for (const statistic of ['last', 'first', 'min', 'max', 'mean', 'sum'] as const)
      expect(reduced([5], statistic)).toBe(5);
    expect(reduced([5], 'range')).toBe(0);
  });

  it('is absent where no value is, and then counts none', () => {
    for (const statistic of ['last', 'min', 'mean', 'sum', 'delta'] as const)
      expect(reduced([null, null], statistic)).toBeNull();
    expect(reduced([], 'count')).toBe(0);
  });

  it('takes as many values as a range can have', () => {
    expect(
      reduced(
        Array.from({ length: 200_000 }, (_, index) => index),
        'max',
      ),
    ).toBe(199_999);
  });
});
