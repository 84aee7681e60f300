import { RelativeTime } from '../RelativeTime.tsx';
import type { Column } from './column.ts';

interface TimeColumn<Row> extends Omit<Column<Row>, 'cell' | 'unit'> {
  /** Unix seconds. */
  readonly value: (row: Row) => number | null;
}

/** A column of moments, shown as how long ago they were. */
export function timeColumn<Row>(column: TimeColumn<Row>): Column<Row> {
  return { ...column, cell: (row) => <RelativeTime time={column.value(row)} /> };
}
