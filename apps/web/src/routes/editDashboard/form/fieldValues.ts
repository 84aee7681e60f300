import type { Text } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';

/** The object with this field; without it where there is no value. */
export function withField<T extends object, K extends keyof T>(value: T, key: K, field: T[K] | undefined): T {
  if (field !== undefined) return { ...value, [key]: field };
  const rest = { ...value };
  delete rest[key];
  return rest;
}

/** The words with what was written in one language; those of another language stay. */
export function withText(text: Text | undefined, locale: Locale, written: string): Text {
  return typeof text === 'object' ? { ...text, [locale]: written } : written;
}

/** The same list with an item moved to another place. */
export function withMoved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const moved = [...items];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/** A value in the base unit as people read it, without what floating point adds. */
export function shownNumber(value: number | undefined, scale: number): string {
  return value === undefined ? '' : String(Number((value / scale).toPrecision(12)));
}

/** What people wrote, in the base unit; undefined for nothing, null for what is no number. */
export function writtenNumber(text: string, scale: number): number | undefined | null {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? Number((number * scale).toPrecision(15)) : null;
}
