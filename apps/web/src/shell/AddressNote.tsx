import { Info, X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { componentTexts } from '../components/texts.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { type UnusableParam, useUnusable } from '../state/unusable.ts';
import { lastText } from './lastText.ts';
import { shellTexts } from './texts.ts';

/** A line below the top bar: what of the page's address could not be used, and what is shown instead. */
export function AddressNote() {
  const texts = useTexts(shellTexts);
  const common = useTexts(componentTexts);
  const { params, dismiss } = useUnusable();
  const { range, refresh } = useTimeRange();
  if (params.length === 0) return null;
  const { instead } = texts.address;
  const shownFor = ({ key }: UnusableParam): string => {
    if (key === 'range' || key === 'from' || key === 'to')
      return range.kind === 'relative' ? lastText(range.id, texts) : texts.time.absolute;
    if (key === 'refresh') return `${texts.time.refresh}: ${texts.time.every[refresh]}`;
    if (key === 'theme' || key === 'lang' || key === 'tz') return instead.chosen;
    return key === 'ns' ? instead.namespaces : instead.usual;
  };
  const text = texts.address.unusable(
    params.map((param) => texts.address.param(param.key, param.value, shownFor(param))),
  );
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-b bg-sunken py-0.5 pr-1 pl-3 text-sm text-muted md:pl-4 print:hidden"
    >
      <Info aria-hidden size={14} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate" title={text}>
        {text}
      </span>
      <Button variant="quiet" square aria-label={common.close} title={common.close} onClick={dismiss}>
        <X aria-hidden size={14} />
      </Button>
    </div>
  );
}
