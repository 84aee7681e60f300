import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { classNames } from '../classNames.ts';
import { type Column, isNumeric, type Sort } from '../dataTable/column.ts';
import { HeaderCell } from '../dataTable/HeaderCell.tsx';
import { useRowsInSight } from '../dataTable/useRowsInSight.ts';
import { TreeCell } from './TreeCell.tsx';
import { rowsInSight, type TreeNode, treeMove } from './treeRows.ts';

interface TreeTableProps<Row> {
  readonly label: string;
  /** In the order shown. */
  readonly nodes: readonly TreeNode<Row>[];
  /** The first names the rows and is indented. */
  readonly columns: readonly Column<Row>[];
  /** Stands below all others. */
  readonly total: Row;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
  readonly isOpen: (key: string) => boolean;
  readonly onToggle: (key: string) => void;
}

const ROW_HEIGHT = 40;

/** A table whose rows have rows under them: a tree grid, with one row in the order of the tab key. */
export function TreeTable<Row>({
  label,
  nodes,
  columns,
  total,
  sort,
  onSort,
  isOpen,
  onToggle,
}: TreeTableProps<Row>) {
  const [viewport, setViewport] = useState<HTMLElement | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = rowsInSight(nodes, isOpen);
  const isFlat = nodes.every(({ children }) => children.length === 0);
  const [wanted, setWanted] = useState<string | null>(null);
  const [isMoving, setMoving] = useState(false);
  const index = Math.max(
    0,
    rows.findIndex(({ node }) => node.key === wanted),
  );
  const current = rows[index]?.node.key;
  const { first, end, scrollTo } = useRowsInSight(rows.length, ROW_HEIGHT, viewport);

  useEffect(() => {
    if (!isMoving) return;
    const row = body.current?.querySelector<HTMLElement>('tr[tabindex="0"]');
    // A row out of sight comes with the next rendering, after the scroll.
    if (row === null || row === undefined) scrollTo(index);
    else {
      row.focus();
      row.scrollIntoView({ block: 'nearest' });
      setMoving(false);
    }
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement) {
      const link = event.target.querySelector('a');
      if (link === null) onToggle(current);
      else link.click();
      return;
    }
    const move = treeMove(event.key, rows, current);
    if (move === null) return;
    event.preventDefault();
    if ('toggle' in move) onToggle(move.toggle);
    else {
      setWanted(move.focus);
      setMoving(true);
    }
  };

  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const cell = (column: Column<Row>, place: number) =>
    classNames(
      'overflow-hidden border-b px-3 py-1 text-ellipsis whitespace-nowrap',
      isNumeric(column) && 'text-right',
      place === 0 && 'md:sticky left-0 z-1 bg-surface group-hover/row:bg-hover',
    );
  return (
    <div ref={setViewport} className="min-h-0 flex-1 overflow-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree grid is an interactive table
        role="treegrid"
        aria-label={label}
        aria-rowcount={rows.length + 2}
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: width }}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: `${(column.width / width) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {first > 0 && <tr aria-hidden style={{ height: first * ROW_HEIGHT }} />}
          {rows.slice(first, end).map(({ node, level, position, siblings, isOpen: open }, offset) => {
            const isLeaf = node.children.length === 0;
            return (
              <tr
                key={node.key}
                aria-level={level}
                aria-posinset={position}
                aria-setsize={siblings}
                aria-rowindex={first + offset + 2}
                {...(isLeaf ? {} : { 'aria-expanded': open })}
                tabIndex={node.key === current ? 0 : -1}
                onFocus={() => setWanted(node.key)}
                style={{ height: ROW_HEIGHT }}
                className="group/row -outline-offset-2 hover:bg-hover"
              >
                {columns.map((column, place) => (
                  <td key={column.id} className={cell(column, place)}>
                    <TreeCell
                      column={column}
                      row={node.row}
                      {...(place === 0 &&
                        !isFlat && {
                          level,
                          toggle: isLeaf ? null : { open, onToggle: () => onToggle(node.key) },
                        })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
          {end < rows.length && <tr aria-hidden style={{ height: (rows.length - end) * ROW_HEIGHT }} />}
        </tbody>
        <tfoot>
          <tr aria-rowindex={rows.length + 2}>
            {columns.map((column, place) => (
              <td
                key={column.id}
                className={classNames(
                  'sticky bottom-0 z-2 h-10 overflow-hidden border-t bg-surface px-3 py-1 font-semibold text-ellipsis whitespace-nowrap',
                  isNumeric(column) && 'text-right',
                  place === 0 && 'left-0 z-3',
                )}
              >
                <TreeCell column={column} row={total} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
