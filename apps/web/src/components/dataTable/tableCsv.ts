import { toCsv } from '../csv.ts';
import type { Column } from './column.ts';

/** The table as CSV: every value in its base unit, which the header names, and times as ISO 8601 in UTC. */
export function tableCsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const header = columns.map(({ header: title, unit }) =>
    unit === undefined ? title : `${title} (${unit})`,
  );
  return toCsv([header, ...rows.map((row) => columns.map((column) => (column.csv ?? column.value)(row)))]);
}
