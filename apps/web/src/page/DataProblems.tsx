import type { MissingParts } from '@gpu-console/shared/contract';
import { apiTexts } from '../api/texts.ts';
import { useErrorText } from '../api/useErrorText.ts';
import { formatAgo } from '../components/formatAge.ts';
import { StaleBanner } from '../components/StaleBanner.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useTick } from '../state/tick.ts';
import { pageTexts } from './texts.ts';

interface DataProblemsProps {
  readonly partial: MissingParts;
  /** Why the newest refresh failed, if it did. */
  readonly error: Error | null;
  /** Unix seconds at which the data on screen came. */
  readonly receivedAt: number;
}

/** Which source is missing, since when and why; or that the server itself is out of reach. */
export function DataProblems({ partial, error, receivedAt }: DataProblemsProps) {
  const texts = useTexts(pageTexts);
  const errorText = useErrorText();
  const { sentence } = useTexts(apiTexts);
  const locale = useLocale();
  const tick = useTick();
  const ago = (time: number) => formatAgo(Math.max(0, tick - time), locale);

  if (error !== null) {
    const { title, detail } = errorText(error);
    return (
      <StaleBanner>
        <strong className="font-semibold">{sentence(title)}</strong> {detail} {texts.updated(ago(receivedAt))}
      </StaleBanner>
    );
  }
  return partial.map(({ source, answers, reason, since }) => (
    <StaleBanner key={`${source} ${reason}`}>
      <strong className="font-semibold">{texts.partial[answers ? 'inPart' : 'silent'][source]}</strong>{' '}
      {!answers && (since === null ? texts.partial.never : texts.partial.since(ago(since)))}
      <span className="block font-mono text-sm">{reason}</span>
    </StaleBanner>
  ));
}
