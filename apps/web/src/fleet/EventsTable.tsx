import type { KubeEvent } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../components/dataTable/column.ts';
import { DataTable } from '../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../components/dataTable/tableState.ts';
import { RelativeTime } from '../components/RelativeTime.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { NoneFound } from '../page/NoneFound.tsx';

const NEWEST_FIRST = { column: 'lastSeen', descending: true } as const;
const eventKey = (event: KubeEvent) => `${event.object} ${event.reason} ${event.message} ${event.lastSeen}`;

export function EventsTable({ events }: { events: readonly KubeEvent[] }) {
  const { t } = useTranslation();
  const state = useLocalTableState(NEWEST_FIRST);
  const columns = useMemo(
    (): readonly Column<KubeEvent>[] => [
      {
        id: 'lastSeen',
        header: t('field.lastSeen'),
        value: (event) => event.lastSeen,
        cell: (event) => <RelativeTime time={event.lastSeen} />,
        width: 120,
      },
      {
        id: 'type',
        header: t('field.type'),
        value: (event) => event.type,
        cell: (event) => (
          <StatusBadge status={event.type === 'Warning' ? 'warning' : 'info'}>{event.type}</StatusBadge>
        ),
        width: 110,
      },
      { id: 'reason', header: t('field.reason'), value: (event) => event.reason, width: 150 },
      { id: 'object', header: t('field.object'), value: (event) => event.object, width: 180 },
      {
        id: 'message',
        header: t('field.message'),
        value: (event) => event.message,
        cell: (event) => <span className="whitespace-normal">{event.message}</span>,
        width: 460,
      },
      { id: 'count', header: t('field.count'), value: (event) => event.count, align: 'end', width: 75 },
    ],
    [t],
  );
  return (
    <DataTable
      name="events"
      label={t('node.events')}
      variant="plain"
      rows={events}
      columns={columns}
      rowKey={eventKey}
      state={state}
      empty={<NoneFound title={t('node.eventsEmpty')}>{t('node.eventsEmptyDetail')}</NoneFound>}
    />
  );
}
