import type { NodeResource } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { Allocation } from '../../fleet/usage.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';

const resourceKey = ({ name }: NodeResource) => name;

/** Capacity, Allocatable and Allocated resources, as `kubectl describe node` prints them. */
export function ResourcesTable({ resources }: { resources: readonly NodeResource[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<NodeResource>[] => [
      { id: 'name', header: t('field.resource'), value: ({ name }) => name, width: 170 },
      {
        id: 'capacity',
        header: t('field.capacity'),
        value: ({ capacity }) => capacity,
        align: 'end',
        width: 85,
      },
      {
        id: 'allocatable',
        header: t('field.allocatable'),
        value: ({ allocatable }) => allocatable,
        align: 'end',
        width: 100,
      },
      {
        id: 'requested',
        header: t('field.requested'),
        value: ({ requested }) => requested,
        cell: (resource) => <Allocation requested={resource.requested} allocatable={resource.allocatable} />,
        align: 'end',
        width: 100,
      },
      { id: 'limits', header: t('field.limits'), value: ({ limits }) => limits, align: 'end', width: 75 },
    ],
    [t],
  );
  return (
    <DataTable
      name="node-resources"
      label={t('node.resources')}
      variant="plain"
      rows={resources}
      columns={columns}
      rowKey={resourceKey}
      state={useLocalTableState()}
      rowHeight={44}
      empty={<NoneFound title={t('node.resourcesEmpty')} />}
    />
  );
}
