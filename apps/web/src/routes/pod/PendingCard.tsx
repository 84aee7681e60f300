import type { Pending } from '@gpu-console/shared/contract';
import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { formatAge } from '../../components/formatAge.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTick } from '../../state/tick.ts';

/** Why the scheduler has not placed the pod: its reasons one by one, then its sentence word for word. */
export function PendingCard({ pending: { reasons, message, since } }: { pending: Pending }) {
  const { t } = useTranslation();
  const age = formatAge(Math.max(0, useTick() - since), useLocale());
  return (
    <Card title={t('pod.pending')} note={t('pod.pendingSince', { age })}>
      {reasons.length === 0 ? (
        <p>{t('pod.noReason')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {reasons.map((reason) => (
            <li key={reason} className="flex items-start gap-2">
              <Hourglass aria-hidden size={14} className="mt-0.75 shrink-0 text-warning" />
              {reason}
            </li>
          ))}
        </ul>
      )}
      {message !== null && (
        <figure className="mt-3">
          <figcaption className="text-sm text-muted">{t('pod.schedulerSays')}</figcaption>
          <blockquote className="mt-1 rounded bg-sunken px-3 py-2 font-mono text-sm break-words">
            {message}
          </blockquote>
        </figure>
      )}
    </Card>
  );
}
