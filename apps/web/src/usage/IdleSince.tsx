import { formatAgo, formatMoment } from '../components/formatAge.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useTick } from '../state/tick.ts';
import { usageTexts } from './texts.ts';

/** Since when something has been idle; what reaches back to the range's start may have begun before it. */
export function useIdleSince(): (since: number | null, from: number) => string | null {
  const texts = useTexts(usageTexts);
  const locale = useLocale();
  const now = useTick();
  return (since, from) => {
    if (since === null) return null;
    const ago = formatAgo(Math.max(0, now - since), locale);
    return since <= from ? texts.atLeast(ago) : ago;
  };
}

interface IdleSinceProps {
  /** Unix seconds. */
  readonly since: number | null;
  /** The range's start. */
  readonly from: number;
}

export function IdleSince({ since, from }: IdleSinceProps) {
  const text = useIdleSince()(since, from);
  const locale = useLocale();
  if (since === null) return <>–</>;
  return <time title={formatMoment(since, locale)}>{text}</time>;
}
