import { type Locale, timeFormat, zoneOffset } from '@gpu-console/shared/units';

const MINUTE = 60;
const DAY = 86_400;

const DATE = { month: 'short', day: 'numeric' } as const;
const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;
const EXACT_CLOCK = { ...CLOCK, second: '2-digit' } as const;

/** A tick of the time axis (Unix seconds) on a window `width` seconds wide: the day at midnight, else the time of day. */
export function tickText(time: number, width: number, locale: Locale): string {
  return timeFormat(locale, tickParts(time, width)).format(time * 1000);
}

function tickParts(time: number, width: number): Intl.DateTimeFormatOptions {
  if ((time + zoneOffset(time)) % DAY === 0) return DATE;
  // So far out, a tick that is not at midnight may have none beside it that says the day.
  if (width > 4 * DAY) return { ...DATE, ...CLOCK };
  return width <= 5 * MINUTE ? EXACT_CLOCK : CLOCK;
}

/** A moment (Unix seconds) to the second. */
export function momentText(time: number, locale: Locale): string {
  return timeFormat(locale, { ...DATE, ...EXACT_CLOCK }).format(time * 1000);
}

/** A stretch of time (Unix seconds). */
export function rangeText(from: number, to: number, locale: Locale): string {
  return timeFormat(locale, { year: 'numeric', ...DATE, ...CLOCK }).formatRange(from * 1000, to * 1000);
}
