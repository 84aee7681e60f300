import { XID_ADVICE, XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatMoment } from '../../components/formatAge.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { PodLink } from '../../fleet/links.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { gpuTexts } from './texts.ts';
import type { HeldXidEvent, XidEvents } from './useXidEvents.ts';

/** The XIDs of the range, what each means and what to do. */
export function XidHistory({ xids: { events, error, retry } }: { xids: XidEvents }) {
  const texts = useTexts(gpuTexts);
  return (
    <Card title={texts.xidHistory} padded={false}>
      {events === undefined && error === null && <Skeleton className="m-4 h-12" />}
      {events === undefined && error !== null && (
        <ErrorState title={texts.xidsFailed} detail={error.message} onRetry={retry} />
      )}
      {events?.length === 0 && <EmptyState title={texts.noXids}>{texts.noXidsDetail}</EmptyState>}
      {events !== undefined && events.length > 0 && (
        <ul>
          {events.map((event) => (
            <XidRow key={`${event.time} ${event.code}`} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function XidRow({ event: { time, code, pods } }: { event: HeldXidEvent }) {
  const texts = useTexts(gpuTexts);
  const locale = useLocale();
  const { meaning, remedy } = xidOf(code);
  return (
    <li className="grid gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0 md:grid-cols-[11rem_1fr_14rem]">
      <div>
        <div>{time === null ? texts.before : formatMoment(time, locale)}</div>
        <div className="mt-1">
          <StatusBadge status={XID_SEVERITY[remedy]}>{texts.remedies[remedy]}</StatusBadge>
        </div>
      </div>
      <div>
        <div className="font-medium">
          XID {code}: {meaning[locale]}
        </div>
        <p className="text-muted">{XID_ADVICE[remedy][locale]}</p>
      </div>
      <div className="min-w-0">
        <div className="text-sm text-muted">{texts.heldBy}</div>
        {time === null || pods.length === 0
          ? texts.nobody
          : pods.map((pod) => <HolderLink key={pod} pod={pod} />)}
      </div>
    </li>
  );
}

function HolderLink({ pod }: { pod: string }) {
  const [namespace = '', name = ''] = pod.split('/');
  return (
    <div className="truncate">
      <PodLink pod={{ namespace, name }} />
    </div>
  );
}
