import { describe, expect, it } from 'vitest';
import { seriesOf } from './fixtures.ts';
import { legendRows, nextLegendSort, sortLegend } from './legendRows.ts';

const rows = legendRows([seriesOf('a', [1, 3]), seriesOf('b', [null]), seriesOf('c', [7, 2])]);
const names = (sorted: typeof rows) => sorted.map(({ series }) => series.name);

describe('sortLegend', () => {
  it('sorts by a statistic, series without values last either way', () => {
    expect(names(sortLegend(rows, { column: 'max', descending: true }))).toEqual(['c', 'a', 'b']);
    expect(names(sortLegend(rows, { column: 'max', descending: false }))).toEqual(['a', 'c', 'b']);
  });

  it('sorts by name', () => {
    expect(names(sortLegend(rows, { column: 'name', descending: true }))).toEqual(['c', 'b', 'a']);
  });
});

describe('nextLegendSort', () => {
  it('starts statistics with the largest and turns round on the second click', () => {
    const first = nextLegendSort({ column: 'name', descending: false }, 'mean');
    expect(first).toEqual({ column: 'mean', descending: true });
    expect(nextLegendSort(first, 'mean').descending).toBe(false);
  });
});
