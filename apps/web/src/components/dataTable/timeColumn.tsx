import { RelativeTime } from '../RelativeTime.tsx';
import type { Column } from './column.ts';

interface TimeColumn<Row> extends Omit<Column<Row>, 'cell' | 'csv' | 'unit'> {
  /** Unix seconds. */
  readonly value: (row: Row) => number | null;
  readonly form?: 'age' | 'ago';
}

/** A column of moments, shown as how long ago they were; in the CSV as ISO 8601 in UTC. */
export function timeColumn<Row>({ form = 'ago', ...column }: TimeColumn<Row>): Column<Row> {
  return {
    ...column,
    cell: (row) => <RelativeTime time={column.value(row)} form={form} />,
    csv: (row) => {
      const time = column.value(row);
      return time === null ? null : new Date(time * 1000).toISOString();
    },
  };
}
