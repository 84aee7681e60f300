import type { Locale } from '@gpu-console/shared/units';

const MINUTES = 60;

function format(options: Intl.DateTimeFormatOptions) {
  const formats = new Map<Locale, Intl.DateTimeFormat>();
  return (locale: Locale) => {
    const known = formats.get(locale);
    if (known !== undefined) return known;
    const made = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23' });
    formats.set(locale, made);
    return made;
  };
}

const day = format({ month: 'short', day: 'numeric' });
const clock = format({ hour: '2-digit', minute: '2-digit' });
const exactClock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const moment = format({
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const zone = format({ timeZoneName: 'short' });
const range = format({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A tick of the time axis (Unix seconds) on a window `width` seconds wide: the day at midnight, else the time of day. */
export function tickText(time: number, width: number, locale: Locale): string {
  const date = new Date(time * 1000);
  if (date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0)
    return day(locale).format(date);
  return (width <= 5 * MINUTES ? exactClock : clock)(locale).format(date);
}

/** A moment (Unix seconds) to the second, in the reader's time zone. */
export function momentText(time: number, locale: Locale): string {
  return moment(locale).format(time * 1000);
}

/** A stretch of time (Unix seconds) in the reader's time zone. */
export function rangeText(from: number, to: number, locale: Locale): string {
  return range(locale).formatRange(from * 1000, to * 1000);
}

/** The reader's time zone at a moment (Unix seconds), e.g. UTC or GMT+8, for those who may be in another. */
export function zoneText(time: number, locale: Locale): string {
  const parts = zone(locale).formatToParts(time * 1000);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
