import { type ReactNode, useMemo, useState } from 'react';
import { useTexts } from '../../i18n/useTexts.ts';
import { Button } from '../Button.tsx';
import { classNames } from '../classNames.ts';
import { downloadBlob } from '../download.ts';
import { EmptyState } from '../EmptyState.tsx';
import { componentTexts } from '../texts.ts';
import { filterRows, sortRows } from './arrangeRows.ts';
import type { Column } from './column.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { TableRows } from './TableRows.tsx';
import { TableToolbar } from './TableToolbar.tsx';
import { tableCsv } from './tableCsv.ts';
import type { TableState } from './tableState.ts';
import { useChosenColumns } from './useChosenColumns.ts';

interface DataTableProps<Row> {
  /** Names the table: for screen readers, for its file, for what is remembered of it. */
  readonly name: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly state: TableState;
  /** What to say where there are no rows at all. */
  readonly empty: ReactNode;
  /** Filters of the page's own, beside the table's. */
  readonly filters?: ReactNode;
  /** Where the columns' numbers come from, for a `full` table's tool bar. */
  readonly about?: ReactNode;
  /** `full` has a tool bar and fills its parent; `plain` is a short table inside a card. */
  readonly variant?: 'full' | 'plain';
  readonly rowHeight?: number;
}

/** A table that sorts, filters, chooses columns, exports, and stays quick with thousands of rows. */
export function DataTable<Row>({
  name,
  label,
  rows,
  columns,
  rowKey,
  state,
  empty,
  filters,
  about,
  variant = 'full',
  rowHeight = 36,
}: DataTableProps<Row>) {
  const texts = useTexts(componentTexts);
  // The rows have to draw again once there is an element to measure.
  const [viewport, setViewport] = useState<HTMLElement | null>(null);
  const { shown, isShown, toggle } = useChosenColumns(name, columns);
  const { filter, sort } = state;
  const arranged = useMemo(
    () => sortRows(filterRows(rows, columns, filter), columns, sort),
    [rows, columns, filter, sort],
  );
  const width = shown.reduce((sum, column) => sum + column.width, 0);
  const download = () => {
    // Spreadsheets take UTF-8 for what it is only behind a byte order mark.
    const csv = `\uFEFF${tableCsv(arranged, shown)}`;
    downloadBlob(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  };

  if (rows.length === 0 && filters === undefined) return empty;
  return (
    <div className={classNames('flex min-h-0 flex-col', variant === 'full' && 'h-full')}>
      {variant === 'full' && (
        <TableToolbar
          filter={filter}
          onFilter={state.setFilter}
          shownCount={arranged.length}
          totalCount={rows.length}
          columns={columns}
          isShown={isShown}
          onToggle={toggle}
          onDownload={download}
          about={about}
        >
          {filters}
        </TableToolbar>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields; nor a landmark, which the card around it is */}
      <div
        ref={setViewport}
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
        tabIndex={0}
        className={classNames('min-h-0 overflow-auto', variant === 'plain' && 'max-h-105')}
      >
        <table
          aria-rowcount={arranged.length + 1}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth: width }}
        >
          <caption className="sr-only">{label}</caption>
          <colgroup>
            {shown.map((column) => (
              <col key={column.id} style={{ width: `${(column.width / width) * 100}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {shown.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={state.setSort} />
              ))}
            </tr>
          </thead>
          <TableRows
            rows={arranged}
            columns={shown}
            rowKey={rowKey}
            rowHeight={rowHeight}
            viewport={viewport}
          />
        </table>
        {arranged.length === 0 && rows.length === 0 && empty}
        {arranged.length === 0 && rows.length > 0 && (
          <EmptyState title={texts.table.noMatch}>
            <Button className="mt-2" onClick={() => state.setFilter('')}>
              {texts.table.clear}
            </Button>
          </EmptyState>
        )}
      </div>
    </div>
  );
}
