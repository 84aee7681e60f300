import { describe, expect, it } from 'vitest';
import { legendStatistics } from './legendStatistics.ts';

describe('legendStatistics', () => {
  it('leaves gaps out of every statistic', () => {
    expect(legendStatistics([4, null, 1, null])).toEqual({ last: 1, min: 1, mean: 2.5, max: 4 });
  });

  it('keeps zero and negative values', () => {
    expect(legendStatistics([0, -2])).toEqual({ last: -2, min: -2, mean: -1, max: 0 });
  });

  it('has nothing to say of gaps alone', () => {
    const nothing = { last: null, min: null, mean: null, max: null };
    expect(legendStatistics([])).toEqual(nothing);
    expect(legendStatistics([null, null])).toEqual(nothing);
  });
});
