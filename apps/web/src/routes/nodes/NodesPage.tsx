import type { Node } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { NODE_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { nodesTexts } from './texts.ts';
import { useNodeColumns } from './useNodeColumns.tsx';

const BY_NAME = { column: 'name', descending: false } as const;
const nodeKey = ({ name }: Node) => name;

export function NodesPage() {
  const texts = useTexts(nodesTexts);
  const query = useQuery(live('nodes', { cluster: useCluster().id }));
  const columns = useNodeColumns();
  const state = useUrlTableState(BY_NAME);
  return (
    <Page filled>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <TableCard>
            <DataTable
              name="nodes"
              label={texts.title}
              rows={items}
              columns={columns}
              rowKey={nodeKey}
              state={state}
              about={<Sources title={texts.title} numbers={sourcedColumns(columns, NODE_SOURCES)} />}
              rowHeight={44}
              empty={
                <NoneFound icon={Server} title={texts.empty}>
                  {texts.emptyDetail}
                </NoneFound>
              }
            />
          </TableCard>
        )}
      </QueryView>
    </Page>
  );
}
