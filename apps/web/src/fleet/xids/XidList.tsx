import { XID_ADVICE, XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { formatMoment } from '../../components/formatAge.ts';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { PodLink } from '../links.tsx';
import { xidTexts } from './texts.ts';
import type { HeldXidEvent } from './useXidEvents.ts';

/** XIDs, what each means, what to do, and who held the GPU. */
export function XidList({ events }: { events: readonly HeldXidEvent[] }) {
  return (
    <ul>
      {events.map((event) => (
        <XidRow key={`${event.time} ${event.code}`} event={event} />
      ))}
    </ul>
  );
}

function XidRow({ event: { time, code, pods } }: { event: HeldXidEvent }) {
  const texts = useTexts(xidTexts);
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
