import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Column, Sort } from '../components/dataTable/column.ts';
import { DataTable } from '../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../components/dataTable/tableState.ts';
import { componentTexts } from '../components/texts.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { NoneFound } from '../page/NoneFound.tsx';
import { QueryView } from '../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../page/TableCard.tsx';
import { Sources } from './sources/Sources.tsx';
import { type SourceId, sourcedColumns } from './sources/sourceIds.ts';

interface List<Row> {
  readonly items: Row[];
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

interface FleetListProps<Row> {
  /** Names the table: for its file, for what is remembered of it. */
  readonly name: string;
  readonly query: UseQueryResult<List<Row>>;
  readonly columns: readonly Column<Row>[];
  /** Where the columns' numbers come from, by the columns' ids. */
  readonly sources: Readonly<Record<string, SourceId>>;
  readonly rowKey: (row: Row) => string;
  readonly initialSort: Sort;
  readonly title: string;
  /** What to say where there are none at all, and why that may be. */
  readonly empty: string;
  readonly emptyDetail: string;
  readonly icon: LucideIcon;
  /** Which of them the page's own filters leave. */
  readonly isWanted?: (row: Row) => boolean;
  readonly filters?: (items: readonly Row[]) => ReactNode;
}

/** All nodes, GPUs or pods: the one table that a page is about. */
export function FleetList<Row>({
  name,
  query,
  columns,
  sources,
  rowKey,
  initialSort,
  title,
  empty,
  emptyDetail,
  icon,
  isWanted,
  filters,
}: FleetListProps<Row>) {
  const common = useTexts(componentTexts);
  const state = useUrlTableState(initialSort);
  return (
    <QueryView query={query} skeleton={<TableSkeleton />}>
      {({ items }) => (
        <TableCard>
          <DataTable
            name={name}
            label={title}
            rows={isWanted === undefined ? items : items.filter(isWanted)}
            columns={columns}
            rowKey={rowKey}
            state={state}
            about={<Sources title={title} numbers={sourcedColumns(columns, sources)} />}
            rowHeight={44}
            filters={filters?.(items)}
            empty={
              items.length === 0 ? (
                <NoneFound icon={icon} title={empty}>
                  {emptyDetail}
                </NoneFound>
              ) : (
                <NoneFound icon={icon} title={common.table.noMatch} />
              )
            }
          />
        </TableCard>
      )}
    </QueryView>
  );
}
