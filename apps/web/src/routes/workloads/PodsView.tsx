import type { Pod } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Boxes } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { componentTexts } from '../../components/texts.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { POD_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { PodFilters } from './PodFilters.tsx';
import { workloadsTexts } from './texts.ts';

const NEWEST_FIRST = { column: 'age', descending: true } as const;
const podKey = ({ uid }: Pod) => uid;

/** The pods that ask for GPUs, as they are now. */
export function PodsView() {
  const texts = useTexts(workloadsTexts);
  const common = useTexts(componentTexts);
  const query = useQuery(live('pods', { cluster: useCluster().id }));
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
            label={texts.title}
            rows={items.filter(isWanted)}
            columns={columns}
            rowKey={podKey}
            state={state}
            about={<Sources title={texts.title} numbers={sourcedColumns(columns, POD_SOURCES)} />}
            rowHeight={44}
            filters={<PodFilters pods={items} namespace={namespace} phase={phase} />}
            empty={
              items.length === 0 ? (
                <NoneFound icon={Boxes} title={texts.empty}>
                  {texts.emptyDetail}
                </NoneFound>
              ) : (
                <NoneFound icon={Boxes} title={common.table.noMatch} />
              )
            }
          />
        </TableCard>
      )}
    </QueryView>
  );
}
