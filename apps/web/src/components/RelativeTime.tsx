import { useLocale } from '../i18n/useLocale.ts';
import { useTick } from '../state/tick.ts';
import { formatAge, formatAgo, formatMoment } from './formatAge.ts';

interface RelativeTimeProps {
  /** Unix seconds. */
  readonly time: number | null;
  /** `age` is short, for columns; `ago` reads on in a sentence. */
  readonly form?: 'age' | 'ago';
}

/** How long ago a moment was, the moment itself on hover. */
export function RelativeTime({ time, form = 'ago' }: RelativeTimeProps) {
  const locale = useLocale();
  const tick = useTick();
  if (time === null) return <>–</>;
  const seconds = Math.max(0, tick - time);
  return (
    <time
      dateTime={new Date(time * 1000).toISOString()}
      title={formatMoment(time, locale)}
      className="whitespace-nowrap"
    >
      {form === 'age' ? formatAge(seconds, locale) : formatAgo(seconds, locale)}
    </time>
  );
}
