import type { MouseEvent } from 'react';
import { classNames } from '../classNames.ts';
import { CellText } from './CellText.tsx';
import { type Column, isNumeric } from './column.ts';
import { useRowsInSight } from './useRowsInSight.ts';

interface TableRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowHeight: number;
  /** What scrolls; null until it is in the page. */
  readonly viewport: HTMLElement | null;
}

/**
 * A click anywhere on a row follows the row's first link, unless it selects text or meets another control, or something
 * that the row opened and that lies over the page.
 */
function followRowLink(event: MouseEvent<HTMLTableRowElement>): void {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !currentTarget.contains(target)) return;
  if (target.closest('a, button, input') !== null) return;
  if (getSelection()?.toString()) return;
  const link = currentTarget.querySelector('a');
  link?.dispatchEvent(new window.MouseEvent('click', event.nativeEvent));
}

/** The table's body; of long lists only the rows in sight are in the page. */
export function TableRows<Row>({ rows, columns, rowKey, rowHeight, viewport }: TableRowsProps<Row>) {
  const { first, end } = useRowsInSight(rows.length, rowHeight, viewport);
  return (
    <tbody>
      {first > 0 && <tr aria-hidden style={{ height: first * rowHeight }} />}
      {rows.slice(first, end).map((row, offset) => (
        <tr
          key={rowKey(row)}
          aria-rowindex={first + offset + 2}
          onClick={followRowLink}
          style={{ height: rowHeight }}
          className="group/row has-[a]:cursor-pointer hover:bg-hover"
        >
          {columns.map((column) => (
            <td
              key={column.id}
              className={classNames(
                'overflow-hidden border-b px-3 py-1 text-ellipsis whitespace-nowrap group-last/row:border-b-0',
                isNumeric(column) && 'text-right',
                column.pinned && 'sticky left-0 z-1 bg-surface group-hover/row:bg-hover',
              )}
            >
              <CellText column={column} row={row} />
            </td>
          ))}
        </tr>
      ))}
      {end < rows.length && <tr aria-hidden style={{ height: (rows.length - end) * rowHeight }} />}
    </tbody>
  );
}
