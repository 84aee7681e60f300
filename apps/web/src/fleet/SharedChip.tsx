import { Users } from 'lucide-react';
import { Tooltip } from '../components/Tooltip.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { fleetTexts } from './texts.ts';

/** That pods which the reader may not see hold a GPU too. */
export function SharedChip() {
  const texts = useTexts(fleetTexts);
  return (
    <Tooltip text={texts.sharedDetail}>
      <button
        type="button"
        className="inline-flex shrink-0 items-center gap-1 rounded bg-info-soft px-1.5 py-px text-sm font-medium text-info"
      >
        <Users aria-hidden size={13} className="shrink-0" />
        {texts.shared}
      </button>
    </Tooltip>
  );
}
