import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '../classNames.ts';
import { nextSort } from './arrangeRows.ts';
import { type Column, isNumeric, type Sort } from './column.ts';

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const numeric = isNumeric(column);
  const sorted = sort?.column === column.id ? sort : null;
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted.descending ? 'descending' : 'ascending'}
      className={classNames(
        'sticky top-0 border-b bg-surface p-0 font-medium text-muted',
        column.pinned ? 'left-0 z-20' : 'z-10',
      )}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(column, sort, numeric))}
        className={classNames(
          'flex h-8.5 w-full items-center gap-1 px-3 hover:text-ink',
          numeric ? 'flex-row-reverse text-right' : 'text-left',
        )}
        title={column.header}
      >
        <span className="truncate">{column.header}</span>
        {sorted !== null && <Arrow aria-hidden size={12} className="shrink-0" />}
      </button>
    </th>
  );
}
