import type { Locale } from './locale.ts';

/** The zone (IANA) that times are written in; undefined for the machine's own. */
let zone: string | undefined;
/** The reader's languages with their regions, most wanted first. */
let languages: readonly string[] = [];
/** By options, language and zone: a handful of each. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is the name of a time zone, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Writes all times in a zone from now on; in the machine's own without one. @throws RangeError for no zone's name */
export function setTimeZone(name: string | undefined): void {
  if (name !== undefined && !isTimeZone(name)) throw new RangeError(`There is no time zone "${name}"`);
  zone = name;
}

/** Tells whose days and clocks times are written for: `en-GB` counts to 24 where `en-US` counts to 12. */
export function setTimeLanguages(tags: readonly string[]): void {
  languages = tags;
  formats.clear();
}

/** Writes times in the language of the page, as it is written in the reader's region, in the zone that is set. */
export function timeFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  const made = formats.get(key);
  if (made !== undefined) return made;
  const own = languages.find((tag) => tag.split('-')[0] === locale.split('-')[0]);
  const format = new Intl.DateTimeFormat(own ?? locale, { ...options, timeZone: zone });
  formats.set(key, format);
  return format;
}

/** How many seconds the zone's clocks are ahead of UTC at a moment (Unix seconds). */
export function zoneOffset(time: number): number {
  const parts = timeFormat('en', { timeZoneName: 'longOffset' }).formatToParts(time * 1000);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function offsetParts(time: number): {
  readonly sign: string;
  readonly hours: number;
  readonly minutes: number;
} {
  const offset = zoneOffset(time);
  const minutes = Math.abs(offset) / 60;
  return { sign: offset < 0 ? '-' : '+', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** The zone by its distance from UTC at a moment (Unix seconds): `UTC`, `UTC+1`, `UTC-3:30`. */
export function zoneText(time: number): string {
  const { sign, hours, minutes } = offsetParts(time);
  if (hours === 0 && minutes === 0) return 'UTC';
  return `UTC${sign}${hours}${minutes === 0 ? '' : `:${twoDigits(minutes)}`}`;
}

/** What clocks in the zone show at a moment (Unix seconds): `2024-03-01T13:00:00.250`. */
export const clockText = (time: number): string =>
  new Date(Math.round((time + zoneOffset(time)) * 1000)).toISOString().slice(0, -1);

/** The moment (Unix seconds) at which clocks in the zone show a text such as `2024-03-01T13:00`; undefined for another text. */
export function momentAt(clock: string): number | undefined {
  const asUtc = Date.parse(`${clock}Z`) / 1000;
  if (Number.isNaN(asUtc)) return undefined;
  // The offset there is not known before the moment is: the first guess is at most a day away.
  const near = asUtc - zoneOffset(asUtc);
  return asUtc - zoneOffset(near);
}

/** A moment (Unix seconds) as RFC 3339 has it, to the millisecond, in the zone. */
export function stampText(time: number): string {
  const { sign, hours, minutes } = offsetParts(time);
  const isUtc = hours === 0 && minutes === 0;
  return `${clockText(time)}${isUtc ? 'Z' : `${sign}${twoDigits(hours)}:${twoDigits(minutes)}`}`;
}
