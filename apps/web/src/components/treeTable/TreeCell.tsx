import { ChevronDown, ChevronRight } from 'lucide-react';
import { CellText } from '../dataTable/CellText.tsx';
import type { Column } from '../dataTable/column.ts';

interface TreeCellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  /** Indents the cell, which names its row. */
  readonly level?: number;
  /** Null where nothing is under the row. */
  readonly toggle?: { readonly open: boolean; readonly onToggle: () => void } | null;
}

const INDENT = 18;

/** A cell; that of the first column shows its row's depth, and opens and closes it. */
export function TreeCell<Row>({ column, row, level, toggle }: TreeCellProps<Row>) {
  const text = <CellText column={column} row={row} />;
  if (level === undefined) return text;
  const Chevron = toggle?.open ? ChevronDown : ChevronRight;
  return (
    <span className="flex items-center gap-1" style={{ paddingLeft: (level - 1) * INDENT }}>
      {toggle ? (
        // The row itself tells whether it is open and does the same by keyboard.
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={toggle.onToggle}
          className="-my-1 -ml-1 flex size-6 shrink-0 items-center justify-center rounded text-muted hover:text-ink"
        >
          <Chevron size={14} />
        </button>
      ) : (
        <span className="-ml-1 size-6 shrink-0" />
      )}
      <span className="min-w-0 truncate">{text}</span>
    </span>
  );
}
