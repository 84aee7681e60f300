import type { PodUsage, PodUsageList } from '@gpu-console/shared/contract';
import { IDLE_BELOW, IDLE_SECONDS } from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Boxes, ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useMemo } from 'react';
import { usageQuery } from '../../api/queries.ts';
import { Button } from '../../components/Button.tsx';
import { filterRows } from '../../components/dataTable/arrangeRows.ts';
import { TableToolbar } from '../../components/dataTable/TableToolbar.tsx';
import { tableCsv } from '../../components/dataTable/tableCsv.ts';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { useChosenColumns } from '../../components/dataTable/useChosenColumns.ts';
import { downloadBlob } from '../../components/download.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { componentTexts } from '../../components/texts.ts';
import { TreeTable } from '../../components/treeTable/TreeTable.tsx';
import { branchKeys, sortTree } from '../../components/treeTable/treeRows.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useTimeRange } from '../../state/timeRange.ts';
import { useView } from '../../state/view.ts';
import { usageTexts } from '../../usage/texts.ts';
import { UsageInfo } from '../../usage/UsageInfo.tsx';
import { usageRow, usageTree } from '../../usage/usageTree.ts';
import { IdlePicker } from './IdlePicker.tsx';
import { NamespaceFilter } from './PodFilters.tsx';
import { useOpenRows } from './useOpenRows.ts';
import { usageCsvColumns, useUsageColumns } from './useUsageColumns.tsx';

const BY_GPU_HOURS = { column: 'gpuHours', descending: true } as const;

/** Who held how many GPU-hours in the range shown and how many of them idle, as a tree. */
export function UsageView() {
  const { idle, idleFor } = useSearch({ from: '/c/$cluster/workloads' });
  const terms = { idleBelow: idle ?? String(IDLE_BELOW), idleFor: idleFor ?? String(IDLE_SECONDS) };
  const query = useQuery(usageQuery(useView(), useTimeRange().resolve(), terms));
  return (
    <QueryView query={query} skeleton={<TableSkeleton />}>
      {(usage) => (
        <TableCard>
          <UsageTree usage={usage} />
        </TableCard>
      )}
    </QueryView>
  );
}

function UsageTree({ usage }: { usage: PodUsageList }) {
  const common = useTexts(componentTexts);
  const texts = useTexts(usageTexts);
  const navigate = useNavigate();
  const { namespace } = useSearch({ from: '/c/$cluster/workloads' });
  const state = useUrlTableState(BY_GPU_HOURS);
  const columns = useUsageColumns(usage);
  const { shown, isShown, toggle } = useChosenColumns('usage', columns);
  const { filter, sort } = state;
  const inNamespace = useMemo(
    () => usage.items.filter((pod) => namespace === undefined || pod.namespace === namespace),
    [usage.items, namespace],
  );
  const pods = useMemo(() => filterRows(inNamespace, searched, filter), [inNamespace, filter]);
  const nodes = useMemo(() => sortTree(usageTree(pods), columns, sort), [pods, columns, sort]);
  const keys = branchKeys(nodes);
  const open = useOpenRows(keys, filter !== '');
  const download = () => {
    const csv = `\uFEFF${tableCsv(pods, usageCsvColumns(texts))}`;
    downloadBlob(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'gpu-usage.csv');
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TableToolbar
        filter={filter}
        onFilter={state.setFilter}
        shownCount={pods.length}
        totalCount={inNamespace.length}
        columns={columns.slice(1)}
        isShown={isShown}
        onToggle={toggle}
        onDownload={download}
        about={<UsageInfo usage={usage} />}
      >
        <NamespaceFilter
          namespaces={usage.items.map((pod) => pod.namespace)}
          namespace={namespace}
          onChoose={(next) =>
            void navigate({ to: '.', search: (search) => ({ ...search, namespace: next }), replace: true })
          }
        />
        <IdlePicker idleBelow={usage.idleBelow} idleFor={usage.idleFor} />
        <span className="flex">
          <Button
            variant="quiet"
            square
            onClick={open.openAll}
            aria-label={texts.expandAll}
            title={texts.expandAll}
          >
            <ChevronsUpDown aria-hidden size={16} />
          </Button>
          <Button
            variant="quiet"
            square
            onClick={open.closeAll}
            aria-label={texts.collapseAll}
            title={texts.collapseAll}
          >
            <ChevronsDownUp aria-hidden size={16} />
          </Button>
        </span>
      </TableToolbar>
      {nodes.length === 0 ? (
        <EmptyState icon={Boxes} title={usage.items.length === 0 ? texts.empty : common.table.noMatch}>
          {usage.items.length === 0 && texts.emptyDetail}
        </EmptyState>
      ) : (
        <TreeTable
          label={texts.usage}
          nodes={nodes}
          columns={shown}
          total={usageRow('total', texts.total, pods)}
          sort={sort}
          onSort={state.setSort}
          isOpen={open.isOpen}
          onToggle={open.toggle}
        />
      )}
    </div>
  );
}

/** What the filter looks into. */
const searched = [
  {
    id: 'words',
    header: '',
    value: ({ namespace, pod, owner, models }: PodUsage) =>
      [namespace, pod, owner?.kind, owner?.name, ...models].join('\n'),
    width: 0,
  },
];
