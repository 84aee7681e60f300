import { seriesOf } from '@gpu-console/panels/fixtures';
import { describe, expect, it } from 'vitest';
import { marksNear, nearestRow, rowsAround, snap, tooltipRows } from './tooltipRows.ts';

const series = [seriesOf('a', [1, 5, null]), seriesOf('b', [2, 9, 3])];

describe('tooltip', () => {
  it('snaps to the nearest point, within the data', () => {
    expect(snap(series, 1014)).toBe(1010);
    expect(snap(series, 5000)).toBe(1020);
    expect(snap([], 1014)).toBeNull();
  });

  it('has the largest value first and leaves gaps out', () => {
    expect(tooltipRows(series, 1010).map(({ name, value }) => [name, value])).toEqual([
      ['b', 9],
      ['a', 5],
    ]);
    expect(tooltipRows(series, 1020).map(({ name }) => name)).toEqual(['b']);
  });

  it('knows the row nearest to the pointer, and keeps it in sight', () => {
    const rows = tooltipRows(
      Array.from({ length: 30 }, (_, index) => seriesOf(`s${index}`, [index])),
      1000,
    );
    const nearest = nearestRow(rows, 11.2)?.key;
    expect(nearest).toBe('s11');
    const shown = rowsAround(rows, nearest, 12);
    expect(shown).toHaveLength(12);
    expect(shown.map(({ key }) => key)).toContain('s11');
  });

  it('has the marks that are close by', () => {
    const mark = { time: 1000, label: 'XID 79', severity: 'critical' as const };
    expect(marksNear([mark], 1004, 5)).toEqual([mark]);
    expect(marksNear([mark], 1006, 5)).toEqual([]);
  });
});
