import { describe, expect, it } from 'vitest';
import { panelOfKind, seriesOf } from '../../fixtures.ts';
import { heatRows } from './heatRows.ts';

const above = (bound: string) => `> ${bound}`;
const histogram = panelOfKind('heatmap', {
  unit: 'seconds',
  queries: [{ id: 'a', expr: 'a', legend: '{{le}}', format: 'heatmap' }],
});
const bucket = (le: string, values: readonly (number | null)[], pod = 'p') => ({
  ...seriesOf(`${le} ${pod}`, values),
  labels: { le, pod },
});

describe('heatRows', () => {
  it('are the series themselves', () => {
    const series = [seriesOf('GPU 0', [1]), seriesOf('GPU 1', [2])];
    const { rows, isCounted } = heatRows(panelOfKind('heatmap'), series, above, 'en');
    expect(rows.map(({ name }) => name)).toEqual(['GPU 0', 'GPU 1']);
    expect(isCounted).toBe(false);
  });

  it('are what each bucket has more than the one below, the highest on top', () => {
    const series = [bucket('+Inf', [10, null]), bucket('0.5', [2, 1]), bucket('2', [7, 1])];
    const { rows, isCounted } = heatRows(histogram, series, above, 'en');
    expect(rows.map(({ name, values }) => [name, values])).toEqual([
      ['> 2 s', [3, null]],
      ['≤ 2 s', [5, 0]],
      ['≤ 0.5 s', [2, 1]],
    ]);
    expect(isCounted).toBe(true);
  });

  it('add up buckets of several histograms, and never fall below zero', () => {
    const series = [bucket('1', [2], 'p'), bucket('1', [3], 'q'), bucket('+Inf', [4], 'p')];
    const { rows } = heatRows(histogram, series, above, 'en');
    expect(rows.map(({ values }) => values)).toEqual([[0], [5]]);
  });

  it('have bounds in the base unit', () => {
    const { rows } = heatRows({ ...histogram, scale: 0.001 }, [bucket('500', [1])], above, 'en');
    expect(rows.map(({ name }) => name)).toEqual(['≤ 0.5 s']);
  });

  it('pass over bounds that are no numbers', () => {
    const { rows } = heatRows(histogram, [bucket('', [1]), bucket('x', [1]), bucket('1', [1])], above, 'en');
    expect(rows).toHaveLength(1);
  });
});
