import type { MissingParts } from '@gpu-console/shared/contract';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { formatAgo } from '../components/formatAge.ts';
import { StaleBanner } from '../components/StaleBanner.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTick } from '../state/tick.ts';

interface DataTroubleProps {
  readonly partial: MissingParts;
  /** Why the newest refresh failed, if it did. */
  readonly error: Error | null;
  /** Unix seconds at which the data on screen came. */
  readonly receivedAt: number;
}

/** Which source is missing, since when and why; or that the server itself is out of reach. */
export function DataTrouble({ partial, error, receivedAt }: DataTroubleProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const tick = useTick();
  const ago = (time: number) => formatAgo(Math.max(0, tick - time), locale);

  if (error !== null) {
    const { title, detail } = errorText(error, t);
    return (
      <StaleBanner>
        <strong className="font-semibold">{title}.</strong> {detail}{' '}
        {t('asOf.label', { ago: ago(receivedAt) })}.
      </StaleBanner>
    );
  }
  return partial.map(({ source, answers, reason, since }) => (
    <StaleBanner key={`${source} ${reason}`}>
      <strong className="font-semibold">{t(answers ? `partial.${source}Part` : `partial.${source}`)}</strong>{' '}
      {!answers && (since === null ? t('partial.never') : t('partial.since', { ago: ago(since) }))}
      <span className="block font-mono text-sm">{reason}</span>
    </StaleBanner>
  ));
}
