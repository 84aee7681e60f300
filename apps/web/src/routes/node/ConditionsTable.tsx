import type { NodeCondition } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';

const conditionKey = ({ type }: NodeCondition) => type;

/** `Ready` is good when true; every other condition of a node names a trouble. */
function statusOf({ type, status }: NodeCondition) {
  if (status === 'Unknown') return 'unknown';
  return (status === 'True') === (type === 'Ready') ? 'ok' : 'critical';
}

export function ConditionsTable({ conditions }: { conditions: readonly NodeCondition[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<NodeCondition>[] => [
      { id: 'type', header: t('field.type'), value: ({ type }) => type, width: 150 },
      {
        id: 'status',
        header: t('field.status'),
        value: ({ status }) => status,
        cell: (condition) => <StatusBadge status={statusOf(condition)}>{condition.status}</StatusBadge>,
        width: 95,
      },
      {
        id: 'since',
        header: t('field.since'),
        value: ({ since }) => since,
        cell: ({ since }) => <RelativeTime time={since} />,
        width: 115,
      },
      {
        id: 'message',
        header: t('field.message'),
        value: ({ reason, message }) => [reason, message].filter(Boolean).join(': '),
        cell: ({ reason, message }) => <span title={reason ?? undefined}>{message ?? reason ?? '–'}</span>,
        width: 280,
      },
    ],
    [t],
  );
  return (
    <DataTable
      name="node-conditions"
      label={t('node.conditions')}
      variant="plain"
      rows={conditions}
      columns={columns}
      rowKey={conditionKey}
      state={useLocalTableState()}
      empty={<EmptyState title="–" />}
    />
  );
}
