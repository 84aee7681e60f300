import type { ComponentProps } from 'react';
import type { Sort } from './column.ts';
import { DataTable } from './DataTable.tsx';
import { useLocalTableState } from './tableState.ts';

type Table<Row> = ComponentProps<typeof DataTable<Row>>;

interface SmallTableProps<Row>
  extends Pick<Table<Row>, 'name' | 'label' | 'rows' | 'columns' | 'rowKey' | 'empty' | 'rowHeight'> {
  readonly initialSort?: Sort;
}

/** A short table inside a card, beside others: how it is sorted is forgotten when the page closes. */
export function SmallTable<Row>({ initialSort, ...table }: SmallTableProps<Row>) {
  return <DataTable {...table} variant="plain" state={useLocalTableState(initialSort)} />;
}
