import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { gpusQuery } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { gpuKey } from '../../fleet/gpuName.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { GPU_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { useGpuColumns } from '../../fleet/useGpuColumns.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';

const BY_NODE = { column: 'node', descending: false } as const;

export function GpusPage() {
  const { t } = useTranslation();
  const query = useQuery(gpusQuery(useCluster().id));
  const columns = useGpuColumns();
  const state = useUrlTableState(BY_NODE);
  return (
    <Page title={t('gpus.title')} filled>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <TableCard>
            <DataTable
              name="gpus"
              label={t('gpus.title')}
              rows={items}
              columns={columns}
              rowKey={gpuKey}
              state={state}
              about={<Sources title={t('gpus.title')} numbers={sourcedColumns(columns, GPU_SOURCES)} />}
              rowHeight={44}
              empty={
                <NoneFound icon={Cpu} title={t('gpus.empty')}>
                  {t('gpus.emptyDetail')}
                </NoneFound>
              }
            />
          </TableCard>
        )}
      </QueryView>
    </Page>
  );
}
