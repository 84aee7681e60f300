import type { Container } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { timeColumn } from '../../components/dataTable/timeColumn.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { type Status, StatusBadge } from '../../components/StatusBadge.tsx';
import { requestsText } from '../../fleet/requests.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { podTexts } from './texts.ts';

/** Ended well, or ready: in order. Ended otherwise, or sent back to start again and again: not. */
function statusOf({ ready, state, lastTermination }: Container): Status {
  if (ready || state === 'Completed') return 'ok';
  if (state === 'Running') return 'unknown';
  return lastTermination !== null && lastTermination.exitCode !== 0 ? 'critical' : 'unknown';
}

function LastEnd({ termination }: { termination: Container['lastTermination'] }) {
  const texts = useTexts(podTexts);
  if (termination === null) return '–';
  const { reason, exitCode, finishedAt } = termination;
  return (
    <span className="whitespace-normal">
      {reason}
      {exitCode !== 0 && `, ${texts.exitCode(exitCode)}`}
      {finishedAt !== null && (
        <span className="text-muted">
          {' · '}
          <RelativeTime time={finishedAt} />
        </span>
      )}
    </span>
  );
}

const containerKey = ({ name }: Container) => name;

export function ContainersTable({ containers }: { containers: readonly Container[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts);
  const columns = useMemo(
    (): readonly Column<Container>[] => [
      {
        id: 'name',
        header: fleet.field.container,
        value: ({ name }) => name,
        cell: ({ name, init }) => (
          <>
            {name} {init && <span className="text-sm text-muted">{texts.init}</span>}
          </>
        ),
        width: 150,
      },
      {
        id: 'state',
        header: fleet.field.state,
        value: ({ state }) => state,
        cell: (container) => <StatusBadge status={statusOf(container)}>{container.state}</StatusBadge>,
        width: 150,
      },
      timeColumn({
        id: 'startedAt',
        header: fleet.field.started,
        value: ({ startedAt }) => startedAt,
        width: 120,
      }),
      {
        id: 'requests',
        header: fleet.field.requests,
        value: ({ requests }) => requestsText(requests),
        width: 130,
      },
      {
        id: 'restarts',
        header: fleet.field.restarts,
        value: ({ restarts }) => restarts,
        align: 'end',
        width: 85,
      },
      {
        id: 'lastEnd',
        header: texts.lastEnd,
        value: ({ lastTermination }) => lastTermination?.reason ?? null,
        cell: ({ lastTermination }) => <LastEnd termination={lastTermination} />,
        width: 200,
      },
      {
        id: 'image',
        header: fleet.field.image,
        value: ({ image }) => image,
        cell: ({ image }) => <span title={image}>{image}</span>,
        width: 380,
      },
    ],
    [fleet, texts],
  );
  return (
    <SmallTable
      name="pod-containers"
      label={texts.containers}
      rows={containers}
      columns={columns}
      rowKey={containerKey}
      empty={<EmptyState title="–" />}
    />
  );
}
