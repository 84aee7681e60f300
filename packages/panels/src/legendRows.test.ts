import { describe, expect, it } from 'vitest';
import { panelOf, seriesOf } from './fixtures.ts';
import { legendRows, legendStatistics, nextLegendSort, sortLegend } from './legendRows.ts';

const STATISTICS = ['max', 'mean'] as const;
const rows = legendRows([seriesOf('a', [1, 3]), seriesOf('b', [null]), seriesOf('c', [7, 2])], STATISTICS);
const names = (sorted: typeof rows) => sorted.map(({ series }) => series.name);

describe('legendRows', () => {
  it('has what the panel’s legend asks for, else the usual four', () => {
    const legend = { show: true, placement: 'bottom', as: 'table', values: ['sum'] } as const;
    expect(legendStatistics(panelOf({ legend }))).toEqual(['sum']);
    expect(legendStatistics(panelOf())).toEqual(['last', 'min', 'mean', 'max']);
    expect(rows.map(({ values }) => values)).toEqual([
      [3, 2],
      [null, null],
      [7, 4.5],
    ]);
  });
});

describe('sortLegend', () => {
  it('sorts by a statistic, series without values last either way', () => {
    expect(names(sortLegend(rows, STATISTICS, { column: 'max', descending: true }))).toEqual(['c', 'a', 'b']);
    expect(names(sortLegend(rows, STATISTICS, { column: 'max', descending: false }))).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('sorts by name', () => {
    expect(names(sortLegend(rows, STATISTICS, { column: 'name', descending: true }))).toEqual([
      'c',
      'b',
      'a',
    ]);
  });
});

describe('nextLegendSort', () => {
  it('starts statistics with the largest and turns round on the second click', () => {
    const first = nextLegendSort({ column: 'name', descending: false }, 'mean');
    expect(first).toEqual({ column: 'mean', descending: true });
    expect(nextLegendSort(first, 'mean').descending).toBe(false);
  });
});
