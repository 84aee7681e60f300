import { describe, expect, it } from 'vitest';
import { highlighted, matchingLines, nextMatch } from './logSearch.ts';

const lines = ['Loss 2.1', 'step 1', 'loss (2.0)', '损失 1.9'].map((text) => ({ time: null, text }));

describe('a search', () => {
  it.each([
    ['loss', [0, 2]],
    ['(2.0)', [2]],
    ['2.', [0, 2]],
    ['损失', [3]],
    ['.*', []],
    ['', []],
  ])('for %j finds the lines that hold it word for word', (wanted, found) => {
    expect(matchingLines(lines, wanted)).toEqual(found);
  });

  it('sets apart each place in a line', () => {
    expect(highlighted('a Loss, a loss', 'LOSS')).toEqual([
      { text: 'a ', isMatch: false },
      { text: 'Loss', isMatch: true },
      { text: ', a ', isMatch: false },
      { text: 'loss', isMatch: true },
    ]);
    expect(highlighted('loss', 'loss')).toEqual([{ text: 'loss', isMatch: true }]);
    expect(highlighted('', 'loss')).toEqual([]);
  });

  it('sets nothing apart where nothing is wanted', () => {
    expect(highlighted('loss', '')).toEqual([{ text: 'loss', isMatch: false }]);
  });

  it('goes from match to match, and round', () => {
    expect(nextMatch([3, 7, 9], null, 1)).toBe(3);
    expect(nextMatch([3, 7, 9], null, -1)).toBe(9);
    expect(nextMatch([3, 7, 9], 3, 1)).toBe(7);
    expect(nextMatch([3, 7, 9], 9, 1)).toBe(3);
    expect(nextMatch([3, 7, 9], 3, -1)).toBe(9);
    expect(nextMatch([3, 7, 9], 5, -1)).toBe(3);
    expect(nextMatch([], 5, 1)).toBeNull();
  });
});
