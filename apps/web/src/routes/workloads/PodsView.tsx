import type { Pod } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Boxes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { podsQuery } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { POD_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { PodFilters } from './PodFilters.tsx';

const NEWEST_FIRST = { column: 'age', descending: true } as const;
const podKey = ({ uid }: Pod) => uid;

/** The pods that ask for GPUs, as they are now. */
export function PodsView() {
  const { t } = useTranslation();
  const query = useQuery(podsQuery(useCluster().id));
  const columns = usePodColumns();
  const state = useUrlTableState(NEWEST_FIRST);
  const { namespace, phase } = useSearch({ from: '/c/$cluster/workloads' });
  const isWanted = (pod: Pod) =>
    (namespace === undefined || pod.namespace === namespace) && (phase === undefined || pod.phase === phase);
  return (
    <QueryView query={query} skeleton={<TableSkeleton />}>
      {({ items }) => (
        <TableCard>
          <DataTable
            name="workloads"
            label={t('workloads.title')}
            rows={items.filter(isWanted)}
            columns={columns}
            rowKey={podKey}
            state={state}
            about={<Sources title={t('workloads.title')} numbers={sourcedColumns(columns, POD_SOURCES)} />}
            rowHeight={44}
            filters={<PodFilters pods={items} namespace={namespace} phase={phase} />}
            empty={
              items.length === 0 ? (
                <NoneFound icon={Boxes} title={t('workloads.empty')}>
                  {t('workloads.emptyDetail')}
                </NoneFound>
              ) : (
                <NoneFound icon={Boxes} title={t('table.noMatch')} />
              )
            }
          />
        </TableCard>
      )}
    </QueryView>
  );
}
