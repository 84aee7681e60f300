import { timeFormat, zoneText } from '@gpu-console/shared/units';
import { ChevronDown, Clock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Popover } from '../components/Popover.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { RANGE_IDS, secondsOf, type TimeRange } from '../state/range.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useTimeZone } from '../state/timeZone.ts';
import { AbsoluteRangeForm } from './AbsoluteRangeForm.tsx';
import { lastText } from './lastText.ts';
import { TimeZoneSelect } from './TimeZoneSelect.tsx';
import { shellTexts } from './texts.ts';

/** Chooses the time that charts show: a preset that ends now, or two moments. */
export function TimeRangePicker() {
  const texts = useTexts(shellTexts);
  const locale = useLocale();
  const { range, resolve, setRange } = useTimeRange();
  const [open, setOpen] = useState(false);
  const interval = resolve();
  const choose = (next: TimeRange) => {
    setRange(next);
    setOpen(false);
  };
  // What is written below is written in it.
  useTimeZone();
  const format = timeFormat(locale, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
  const zone = zoneText(interval.to);
  const long =
    range.kind === 'relative'
      ? lastText(range.id, texts)
      : format.formatRange(interval.from * 1000, interval.to * 1000);
  return (
    <Popover
      label={texts.time.range}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          aria-label={`${texts.time.range}: ${long}${range.kind === 'absolute' ? ` ${zone}` : ''}`}
          title={zone}
        >
          <Clock aria-hidden size={14} className="hidden text-muted sm:block" />
          <span className="hidden max-w-56 truncate lg:inline">{long}</span>
          {range.kind === 'absolute' && <span className="hidden text-muted lg:inline">{zone}</span>}
          {range.kind === 'relative' && <span className="lg:hidden">{range.id}</span>}
          <ChevronDown aria-hidden size={14} className="hidden text-muted sm:block" />
        </Button>
      }
    >
      <div className="flex flex-col gap-4 sm:flex-row">
        <ul className="grid grid-cols-2 gap-0.5 sm:w-40 sm:grid-cols-1">
          {RANGE_IDS.map((id) => {
            const isCurrent = range.kind === 'relative' && range.id === id;
            return (
              <li key={id}>
                <button
                  type="button"
                  aria-current={isCurrent}
                  onClick={() => choose({ kind: 'relative', id, seconds: secondsOf(id) })}
                  className={classNames(
                    'h-7.5 w-full rounded px-2 text-left',
                    isCurrent ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-hover',
                  )}
                >
                  {lastText(id, texts)}
                </button>
              </li>
            );
          })}
        </ul>
        <div className="flex flex-col gap-3">
          <AbsoluteRangeForm
            key={zone}
            interval={interval}
            onApply={(chosen) => choose({ kind: 'absolute', ...chosen })}
          />
          <TimeZoneSelect />
        </div>
      </div>
    </Popover>
  );
}
