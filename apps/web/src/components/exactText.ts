import { formatText, type Locale, type Unit } from '@gpu-console/shared/units';

/** The units whose base is worth reading in full; a ratio's is, to two places, a percentage. */
const BASE: Partial<Record<Unit, string>> = {
  bytes: 'B',
  bytesPerSecond: 'B/s',
  watts: 'W',
  joules: 'J',
  hertz: 'Hz',
  seconds: 's',
};

/** A value with all of its digits, for those who hover over its rounded form. */
export function exactText(value: number | null, unit: Unit, locale: Locale): string {
  if (value === null) return formatText(value, unit, locale);
  if (unit === 'ratio') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value);
  }
  const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  const base = BASE[unit];
  return base === undefined ? digits : `${digits} ${base}`;
}
