import { Value } from '../Value.tsx';
import type { Column } from './column.ts';

interface CellTextProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
}

/** What a cell shows: its column's own, else the value, with its unit where it has one. */
export function CellText<Row>({ column, row }: CellTextProps<Row>) {
  if (column.cell !== undefined) return column.cell(row);
  const value = column.value(row);
  if (column.unit !== undefined && typeof value !== 'string')
    return <Value value={value} unit={column.unit} />;
  return value ?? '–';
}
