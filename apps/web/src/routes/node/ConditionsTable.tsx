import type { NodeCondition } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { timeColumn } from '../../components/dataTable/timeColumn.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { nodeTexts } from './texts.ts';

const conditionKey = ({ type }: NodeCondition) => type;

/** `Ready` is good when true; every other condition of a node names a trouble. */
function statusOf({ type, status }: NodeCondition) {
  if (status === 'Unknown') return 'unknown';
  return (status === 'True') === (type === 'Ready') ? 'ok' : 'critical';
}

export function ConditionsTable({ conditions }: { conditions: readonly NodeCondition[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(nodeTexts);
  const columns = useMemo(
    (): readonly Column<NodeCondition>[] => [
      { id: 'type', header: fleet.field.type, value: ({ type }) => type, width: 150 },
      {
        id: 'status',
        header: fleet.field.status,
        value: ({ status }) => status,
        cell: (condition) => <StatusBadge status={statusOf(condition)}>{condition.status}</StatusBadge>,
        width: 95,
      },
      timeColumn({
        id: 'since',
        header: fleet.field.since,
        value: ({ since }) => since,
        width: 115,
      }),
      {
        id: 'message',
        header: fleet.field.message,
        value: ({ reason, message }) => [reason, message].filter(Boolean).join(': '),
        cell: ({ reason, message }) => <span title={reason ?? undefined}>{message ?? reason ?? '–'}</span>,
        width: 280,
      },
    ],
    [fleet],
  );
  return (
    <SmallTable
      name="node-conditions"
      label={texts.conditions}
      rows={conditions}
      columns={columns}
      rowKey={conditionKey}
      empty={<EmptyState title="–" />}
    />
  );
}
