import type { Component } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';

const componentKey = ({ namespace, pod }: Component) => `${namespace}/${pod}`;

/** A pod that ran to its end did its work: validators of older operators do. */
function statusOf({ ready, status }: Component) {
  if (ready) return 'ok';
  return status === 'Completed' ? 'unknown' : 'critical';
}

export function ComponentsTable({ components }: { components: readonly Component[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<Component>[] => [
      { id: 'component', header: t('field.component'), value: ({ component }) => component, width: 150 },
      {
        id: 'status',
        header: t('field.status'),
        value: ({ status }) => status,
        cell: (component) => <StatusBadge status={statusOf(component)}>{component.status}</StatusBadge>,
        width: 130,
      },
      {
        id: 'pod',
        header: t('field.pod'),
        value: ({ pod }) => pod,
        cell: ({ namespace, pod }) => <span title={`${namespace}/${pod}`}>{pod}</span>,
        width: 260,
      },
      {
        id: 'restarts',
        header: t('field.restarts'),
        value: ({ restarts }) => restarts,
        align: 'end',
        width: 85,
      },
    ],
    [t],
  );
  return (
    <DataTable
      name="node-components"
      label={t('node.components')}
      variant="plain"
      rows={components}
      columns={columns}
      rowKey={componentKey}
      state={useLocalTableState()}
      empty={<NoneFound title={t('node.componentsEmpty')} />}
    />
  );
}
