import { describe, expect, it } from 'vitest';
import { filterRows, sortRows } from './arrangeRows.ts';
import type { Column } from './column.ts';

interface Row {
  readonly name: string;
  readonly use: number | null;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', value: (row) => row.name, width: 100 },
  { id: 'use', header: 'Use', value: (row) => row.use, unit: 'ratio', width: 100 },
];
const rows: readonly Row[] = [
  { name: 'gpu-10', use: 0.2 },
  { name: 'gpu-9', use: null },
  { name: 'gpu-1', use: 0.7 },
];
const names = (found: readonly Row[]) => found.map(({ name }) => name);

describe('sortRows', () => {
  it('sorts numbers in names as numbers', () => {
    expect(names(sortRows(rows, columns, { column: 'name', descending: false }))).toEqual([
      'gpu-1',
      'gpu-9',
      'gpu-10',
    ]);
  });

  it('keeps absent values last in both directions', () => {
    expect(names(sortRows(rows, columns, { column: 'use', descending: false }))).toEqual([
      'gpu-10',
      'gpu-1',
      'gpu-9',
    ]);
    expect(names(sortRows(rows, columns, { column: 'use', descending: true }))).toEqual([
      'gpu-1',
      'gpu-10',
      'gpu-9',
    ]);
  });

  it('leaves the order alone where the column is unknown', () => {
    expect(sortRows(rows, columns, { column: 'gone', descending: true })).toBe(rows);
  });
});

describe('filterRows', () => {
  it('wants every word, in any case', () => {
    expect(names(filterRows(rows, columns, 'GPU 0.7'))).toEqual(['gpu-1']);
    expect(names(filterRows(rows, columns, ' '))).toEqual(names(rows));
  });
});
