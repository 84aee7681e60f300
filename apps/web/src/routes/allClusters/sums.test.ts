import { describe, expect, it } from 'vitest';
import { meanOf, sumOf } from './sums.ts';

describe('a sum over clusters', () => {
  it('says of how many it is', () => {
    expect(sumOf([3, 4])).toEqual({ value: 7, known: 2, of: 2 });
    expect(sumOf([3, null, undefined, 0])).toEqual({ value: 3, known: 2, of: 4 });
  });

  it('is not known where nothing is', () => {
    expect(sumOf([null, undefined])).toEqual({ value: null, known: 0, of: 2 });
  });
});

describe('a mean over clusters', () => {
  it('weighs each by its GPUs', () => {
    const { value, known } = meanOf([
      { value: 0.9, weight: 30 },
      { value: 0.1, weight: 10 },
    ]);
    expect(value).toBeCloseTo(0.7, 12);
    expect(known).toBe(2);
  });

  it('leaves out what is not known, and counts a cluster without GPUs as known', () => {
    expect(
      meanOf([
        { value: 0.5, weight: 4 },
        { value: null, weight: 8 },
        { value: 0.9, weight: undefined },
        { value: null, weight: 0 },
      ]),
    ).toEqual({ value: 0.5, known: 2, of: 4 });
  });

  it('is not known of no GPU at all', () => {
    expect(meanOf([{ value: null, weight: 0 }]).value).toBeNull();
  });
});
