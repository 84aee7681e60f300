import { zoneText } from '@gpu-console/shared/units';
import { Select } from '../components/Select.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useSearchChange } from '../state/searchChange.ts';
import { useTick } from '../state/tick.ts';
import { chooseTimeZone, useTimeZone } from '../state/timeZone.ts';
import { shellTexts } from './texts.ts';

const BROWSER = '';
const UTC = 'UTC';
const ZONES = Intl.supportedValuesOf('timeZone').filter((name) => name !== UTC);

/** Which time zone all times are written in: the browser's, UTC, or another. In the URL, for whom it is sent to, once chosen. */
export function TimeZoneSelect() {
  const texts = useTexts(shellTexts);
  const zone = useTimeZone();
  const now = useTick();
  const change = useSearchChange<{ tz: string | undefined }>();
  const choose = (value: string) => {
    const tz = value === BROWSER ? undefined : value;
    chooseTimeZone(tz);
    change({ tz });
  };
  // A link may name one by another name than the browser lists.
  const names = zone === undefined || zone === UTC || ZONES.includes(zone) ? ZONES : [zone, ...ZONES];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span aria-hidden className="text-sm text-muted">
        {texts.time.zone}
      </span>
      <Select
        label={texts.time.zone}
        value={zone ?? BROWSER}
        onChoose={choose}
        choices={[
          { value: BROWSER, label: texts.time.browserZone },
          ...[UTC, ...names].map((value) => ({ value, label: value })),
        ]}
      />
      <span className="text-sm text-muted">{zoneText(now)}</span>
    </div>
  );
}
