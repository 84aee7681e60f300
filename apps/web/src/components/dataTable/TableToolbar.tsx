import { Columns3, Download, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/useTexts.ts';
import { Button } from '../Button.tsx';
import { Menu, MenuCheckbox } from '../Menu.tsx';
import { componentTexts } from '../texts.ts';
import type { Column } from './column.ts';

interface TableToolbarProps<Row> {
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly shownCount: number;
  readonly totalCount: number;
  readonly columns: readonly Column<Row>[];
  readonly isShown: (column: Column<Row>) => boolean;
  readonly onToggle: (column: Column<Row>) => void;
  readonly onDownload: () => void;
  /** Where the columns' numbers come from. */
  readonly about?: ReactNode;
  /** The page's own filters. */
  readonly children?: ReactNode;
}

export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const texts = useTexts(componentTexts);
  const { shownCount, totalCount } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
      <label className="relative min-w-40 flex-1 sm:max-w-72">
        <span className="sr-only">{texts.table.filter}</span>
        <Search aria-hidden size={14} className="absolute top-2.25 left-2.5 text-muted" />
        <input
          type="search"
          value={props.filter}
          onChange={(event) => props.onFilter(event.target.value)}
          placeholder={texts.table.filter}
          className="h-8 w-full rounded-md border bg-surface pr-2 pl-8"
        />
      </label>
      {props.children}
      <span role="status" className="ml-auto text-sm text-muted">
        {shownCount === totalCount
          ? texts.table.rows(totalCount)
          : texts.table.rowsOf(shownCount, totalCount)}
      </span>
      <div className="flex items-center">
        {props.about}
        <Menu
          trigger={
            <Button variant="quiet" square aria-label={texts.table.columns} title={texts.table.columns}>
              <Columns3 aria-hidden size={16} />
            </Button>
          }
        >
          {props.columns.map((column) => (
            <MenuCheckbox
              key={column.id}
              checked={props.isShown(column)}
              onChange={() => props.onToggle(column)}
            >
              {column.header}
            </MenuCheckbox>
          ))}
        </Menu>
        <Button
          variant="quiet"
          square
          onClick={props.onDownload}
          aria-label={texts.table.csv}
          title={texts.table.csv}
        >
          <Download aria-hidden size={16} />
        </Button>
      </div>
    </div>
  );
}
