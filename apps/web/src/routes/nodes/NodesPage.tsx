import type { Node } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nodesQuery } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { NODE_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useNodeColumns } from './useNodeColumns.tsx';

const BY_NAME = { column: 'name', descending: false } as const;
const nodeKey = ({ name }: Node) => name;

export function NodesPage() {
  const { t } = useTranslation();
  const query = useQuery(nodesQuery(useCluster().id));
  const columns = useNodeColumns();
  const state = useUrlTableState(BY_NAME);
  return (
    <Page title={t('nodes.title')} filled>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <TableCard>
            <DataTable
              name="nodes"
              label={t('nodes.title')}
              rows={items}
              columns={columns}
              rowKey={nodeKey}
              state={state}
              about={<Sources title={t('nodes.title')} numbers={sourcedColumns(columns, NODE_SOURCES)} />}
              rowHeight={44}
              empty={
                <NoneFound icon={Server} title={t('nodes.empty')}>
                  {t('nodes.emptyDetail')}
                </NoneFound>
              }
            />
          </TableCard>
        )}
      </QueryView>
    </Page>
  );
}
