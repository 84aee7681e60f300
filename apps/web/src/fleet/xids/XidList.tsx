import { XID_ADVICE, XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { formatMoment } from '../../components/formatAge.ts';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { GpuLink, PodLink } from '../links.tsx';
import { xidTexts } from './texts.ts';
import type { HeldXidEvent } from './useXidEvents.ts';

interface XidListProps {
  readonly events: readonly HeldXidEvent[];
  /** What the page does not say by itself: who held the GPU, or which GPU it was. */
  readonly tells: 'pods' | 'gpu';
}

/** XIDs, what each means, what to do, and where. */
export function XidList({ events, tells }: XidListProps) {
  return (
    <ul>
      {events.map((event) => (
        <XidRow key={`${event.uuid} ${event.time} ${event.code}`} event={event} tells={tells} />
      ))}
    </ul>
  );
}

function XidRow({ event, tells }: { event: HeldXidEvent; tells: XidListProps['tells'] }) {
  const texts = useTexts(xidTexts);
  const locale = useLocale();
  const { time, code } = event;
  const { meaning, remedy } = xidOf(code);
  return (
    <li className="grid gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,14rem)]">
      <div className="min-w-0">
        <div>{time === null ? texts.before : formatMoment(time, locale)}</div>
        <div className="mt-1">
          <StatusBadge status={XID_SEVERITY[remedy]}>{texts.remedies[remedy]}</StatusBadge>
        </div>
      </div>
      <div className="min-w-0">
        <div className="font-medium">
          XID {code}: {meaning[locale]}
        </div>
        <p className="text-muted">{XID_ADVICE[remedy][locale]}</p>
      </div>
      <div className="min-w-0">{tells === 'pods' ? <Holders event={event} /> : <Device event={event} />}</div>
    </li>
  );
}

function Holders({ event: { time, pods } }: { event: HeldXidEvent }) {
  const texts = useTexts(xidTexts);
  return (
    <>
      <div className="text-sm text-muted">{texts.heldBy}</div>
      {time === null || pods.length === 0
        ? texts.nobody
        : [...new Set(pods)].map((pod) => <HolderLink key={pod} pod={pod} />)}
    </>
  );
}

function Device({ event: { uuid } }: { event: HeldXidEvent }) {
  const texts = useTexts(xidTexts);
  if (uuid === undefined) return null;
  return (
    <>
      <div className="text-sm text-muted">{texts.gpu}</div>
      <div className="truncate">
        <GpuLink gpu={{ uuid, index: null, instance: null }} name={uuid} />
      </div>
    </>
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
