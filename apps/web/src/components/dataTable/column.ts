import type { Unit } from '@gpu-console/shared/units';
import type { ReactNode } from 'react';

/** One column: `value` sorts, filters and goes into the CSV, unless `csv` does; `cell` is what people see. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  /** Base unit of a numeric `value`; shows it so unless `cell` says otherwise. */
  readonly unit?: Unit;
  readonly cell?: (row: Row) => ReactNode;
  /** What the CSV has in the place of `value`. */
  readonly csv?: (row: Row) => string | null;
  /** Pixels at least; wider tables share out the rest in proportion. */
  readonly width: number;
  /** Numbers stand to the right. */
  readonly align?: 'end';
  /** Stays in sight while the others scroll sideways. */
  readonly pinned?: boolean;
  /** Left out until the reader chooses it. */
  readonly optional?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export function isNumeric<Row>(column: Column<Row>): boolean {
  return column.align === 'end' || column.unit !== undefined;
}
