import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { gpuKey } from '../../fleet/gpuName.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { GPU_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { useGpuColumns } from '../../fleet/useGpuColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { gpusTexts } from './texts.ts';

const BY_NODE = { column: 'node', descending: false } as const;

export function GpusPage() {
  const texts = useTexts(gpusTexts);
  const query = useQuery(live('gpus', { cluster: useCluster().id }));
  const columns = useGpuColumns();
  const state = useUrlTableState(BY_NODE);
  return (
    <Page filled>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <TableCard>
            <DataTable
              name="gpus"
              label={texts.title}
              rows={items}
              columns={columns}
              rowKey={gpuKey}
              state={state}
              about={<Sources title={texts.title} numbers={sourcedColumns(columns, GPU_SOURCES)} />}
              rowHeight={44}
              empty={
                <NoneFound icon={Cpu} title={texts.empty}>
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
