import type { KubeEvent, KubeEvents } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { SmallTable } from '../components/dataTable/SmallTable.tsx';
import { timeColumn } from '../components/dataTable/timeColumn.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { Unread } from '../page/Unread.tsx';
import { fleetTexts } from './texts.ts';

const NEWEST_FIRST = { column: 'lastSeen', descending: true } as const;
const eventKey = (event: KubeEvent) => `${event.object} ${event.reason} ${event.message} ${event.lastSeen}`;

const NONE: readonly KubeEvent[] = [];

/** The events of one object, or why they could not be read. */
export function EventsTable({ events: { items, problem } }: { events: KubeEvents }) {
  const texts = useTexts(fleetTexts);
  const columns = useMemo(
    (): readonly Column<KubeEvent>[] => [
      timeColumn({
        id: 'lastSeen',
        header: texts.field.lastSeen,
        value: (event) => event.lastSeen,
        width: 120,
      }),
      {
        id: 'type',
        header: texts.field.type,
        value: (event) => event.type,
        cell: (event) => (
          <StatusBadge status={event.type === 'Warning' ? 'warning' : 'info'}>{event.type}</StatusBadge>
        ),
        width: 110,
      },
      { id: 'reason', header: texts.field.reason, value: (event) => event.reason, width: 150 },
      { id: 'object', header: texts.field.object, value: (event) => event.object, width: 180 },
      {
        id: 'message',
        header: texts.field.message,
        value: (event) => event.message,
        cell: (event) => <span className="whitespace-normal">{event.message}</span>,
        width: 460,
      },
      { id: 'count', header: texts.field.count, value: (event) => event.count, align: 'end', width: 75 },
    ],
    [texts],
  );
  return (
    <SmallTable
      name="events"
      label={texts.events.title}
      rows={items ?? NONE}
      columns={columns}
      rowKey={eventKey}
      initialSort={NEWEST_FIRST}
      empty={
        items !== null ? (
          <EmptyState title={texts.events.empty}>{texts.events.emptyDetail}</EmptyState>
        ) : (
          <Unread title={texts.events.unread} problem={problem} />
        )
      }
    />
  );
}
