import type { Locale } from '../units/locale.ts';

/** Chooses the form that a language has for `count`: "1 pod", "2 pods". */
export function pluralOf(locale: Locale): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, one, other) => (rules.select(count) === 'one' ? one : other);
}
