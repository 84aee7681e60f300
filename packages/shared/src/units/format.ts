import type { Locale } from './locale.ts';

/** The base units of the API; every number leaves the server in one of them. */
export type Unit =
  | 'ratio'
  | 'bytes'
  | 'bytesPerSecond'
  | 'watts'
  | 'joules'
  | 'celsius'
  | 'hertz'
  | 'seconds'
  | 'count'
  | 'perSecond'
  | 'code';

/** A number ready to be read: digits in the locale's manner, and the unit to set small beside it ('' for none). */
export interface Reading {
  readonly digits: string;
  readonly unit: string;
}

interface Scale {
  readonly factor: number;
  readonly unit: string;
}

const BINARY: readonly Scale[] = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'].map((unit, power) => ({
  factor: 1024 ** power,
  unit,
}));

function decimal(base: string, prefixes: readonly string[]): readonly Scale[] {
  return prefixes.map((prefix, power) => ({ factor: 1000 ** power, unit: prefix + base }));
}

/** Energy is read in watt-hours, as electricity is billed: 1 Wh = 3600 J. */
const ENERGY = decimal('Wh', ['', 'k', 'M', 'G']).map(({ factor, unit }) => ({
  factor: factor * 3600,
  unit,
}));

const SCALES: Readonly<Record<Unit, readonly Scale[]>> = {
  ratio: [{ factor: 0.01, unit: '%' }],
  bytes: BINARY,
  bytesPerSecond: BINARY.map(({ factor, unit }) => ({ factor, unit: `${unit}/s` })),
  watts: decimal('W', ['', 'k', 'M']),
  joules: ENERGY,
  celsius: [{ factor: 1, unit: '°C' }],
  hertz: decimal('Hz', ['', 'k', 'M', 'G']).slice(2, 3),
  seconds: [
    { factor: 1, unit: 's' },
    { factor: 60, unit: 'min' },
    { factor: 3600, unit: 'h' },
    { factor: 86_400, unit: 'd' },
  ],
  count: [{ factor: 1, unit: '' }],
  perSecond: [{ factor: 1, unit: '/s' }],
  code: [{ factor: 1, unit: '' }],
};

/**
 * The scale in which a whole axis or column is read, so that its numbers compare at a glance:
 * the largest whose factor does not exceed `magnitude` (the largest absolute value shown).
 */
export function scaleFor(unit: Unit, magnitude: number): Scale {
  const [first, ...rest] = SCALES[unit];
  let chosen = first ?? { factor: 1, unit: '' };
  for (const scale of rest) if (Math.abs(magnitude) >= scale.factor) chosen = scale;
  return chosen;
}

/** Fraction digits that leave at most three significant figures, never cutting whole numbers short. */
function fractionDigits(value: number): number {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return 0;
  return size >= 10 ? 1 : 2;
}

/**
 * `value` (in base units) for a person: with `decimals` digits after the point, or at most three significant figures.
 * Absent values read as a dash.
 */
export function formatValue(value: number | null, unit: Unit, locale: Locale, decimals?: number): Reading {
  if (value === null) return { digits: '–', unit: '' };
  const scale = scaleFor(unit, value);
  return { digits: formatNumber(value / scale.factor, locale, decimals), unit: scale.unit };
}

/** A plain number as `formatValue` has it, e.g. an axis label that is already scaled. */
export function formatNumber(value: number, locale: Locale, decimals?: number): string {
  const digits = {
    maximumFractionDigits: decimals ?? fractionDigits(value),
    minimumFractionDigits: decimals ?? 0,
  };
  return new Intl.NumberFormat(locale, digits).format(value);
}

/** `value` in one string, digits and unit together, e.g. in a tooltip or for a screen reader. */
export function formatText(value: number | null, unit: Unit, locale: Locale): string {
  return readingText(formatValue(value, unit, locale));
}

/** A reading in one string. */
export function readingText({ digits, unit }: Reading): string {
  if (unit === '') return digits;
  return unit === '%' ? `${digits}%` : `${digits} ${unit}`;
}
