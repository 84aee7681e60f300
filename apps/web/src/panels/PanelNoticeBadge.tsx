import { History } from 'lucide-react';
import { formatAge, formatAgo } from '../components/formatAge.ts';
import { Tooltip } from '../components/Tooltip.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useTick } from '../state/tick.ts';
import type { PanelNotice } from './panelState.ts';
import { panelTexts } from './texts.ts';

/** Says how old the data on screen is, and why, or what part of it is missing. */
export function PanelNoticeBadge({ notice }: { notice: PanelNotice }) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const now = useTick();
  const age = 'since' in notice ? Math.max(0, now - notice.since) : null;
  const ago = formatAgo(age ?? 0, locale);
  const text = {
    refreshFailed: (reason: string) => texts.staleFailed(ago, reason),
    partFailed: texts.partFailed,
    samplesOld: () => texts.staleSamples(ago),
  }[notice.kind]('error' in notice ? notice.error.message : '');
  return (
    <Tooltip text={text}>
      <button
        type="button"
        aria-label={text}
        className="inline-flex h-6 items-center gap-1 rounded bg-warning-soft px-1.5 text-sm text-warning"
      >
        <History aria-hidden size={13} />
        {age !== null && formatAge(age, locale)}
      </button>
    </Tooltip>
  );
}
