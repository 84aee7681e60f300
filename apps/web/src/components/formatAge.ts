import { type Locale, timeFormat, zoneText } from '@gpu-console/shared/units';

const STEPS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

function largestStep(seconds: number): { unit: (typeof STEPS)[number]['unit']; count: number } {
  const step = STEPS.find((candidate) => seconds >= candidate.seconds) ?? { unit: 'second', seconds: 1 };
  return { unit: step.unit, count: Math.max(0, Math.floor(seconds / step.seconds)) };
}

/** How old something is, in its largest unit: "5d", "3小时". */
export function formatAge(seconds: number, locale: Locale): string {
  const { unit, count } = largestStep(seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count);
}

/** How long ago something was: "3 minutes ago", "3分钟前". */
export function formatAgo(seconds: number, locale: Locale): string {
  const { unit, count } = largestStep(seconds);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-count, unit);
}

/** A moment (Unix seconds) in full, with its time zone. */
export function formatMoment(time: number, locale: Locale): string {
  const moment = timeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(time * 1000);
  return `${moment} ${zoneText(time)}`;
}
