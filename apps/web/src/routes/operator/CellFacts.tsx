import type { OperatorCell } from '@gpu-console/shared/contract';
import { Commands } from '../../checks/Commands.tsx';
import { FactList } from '../../components/FactList.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { type Status, StatusBadge } from '../../components/StatusBadge.tsx';
import { NodeLink } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

function statusOf({ role, state }: OperatorCell): Status {
  if (role === 'culprit') return 'critical';
  if (role === 'victim') return 'unknown';
  return state === 'ready' ? 'ok' : 'info';
}

/** The pod as it is: its state, the container that holds it up, how it last ended. */
export function CellFacts({ cell }: { cell: OperatorCell }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(operatorTexts);
  const { state, node, pod, container, status, since, restarts, version } = cell;
  return (
    <>
      <FactList
        facts={[
          {
            label: fleet.field.state,
            value: <StatusBadge status={statusOf(cell)}>{texts.states[state]}</StatusBadge>,
          },
          { label: texts.printed, value: status },
          { label: fleet.field.since, value: <RelativeTime time={since} /> },
          { label: fleet.field.node, value: <NodeLink node={node} /> },
          { label: fleet.field.pod, value: pod && `${pod.namespace}/${pod.name}` },
          { label: texts.blockingContainer, value: container },
          { label: fleet.field.restarts, value: pod && restarts },
          { label: texts.imageVersion, value: version },
        ]}
      />
      <LastEnd cell={cell} />
      {pod === null ? (
        <p>{texts.missingDetail}</p>
      ) : (
        state === 'ready' && (
          <Commands
            commands={[
              `kubectl -n ${pod.namespace} describe pod ${pod.name}`,
              `kubectl -n ${pod.namespace} logs ${pod.name} --all-containers --tail=100`,
            ]}
          />
        )
      )}
    </>
  );
}

function LastEnd({ cell: { lastTermination } }: { cell: OperatorCell }) {
  const texts = useTexts(operatorTexts);
  if (lastTermination === null) return null;
  const { container, reason, exitCode, message, finishedAt } = lastTermination;
  return (
    <div>
      <h3 className="text-sm text-muted">{texts.lastEnd}</h3>
      <p>
        {texts.ended(container, reason, exitCode)} <RelativeTime time={finishedAt} />
      </p>
      {message !== null && (
        <pre className="mt-1 max-h-40 overflow-auto rounded bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap">
          {message}
        </pre>
      )}
    </div>
  );
}
