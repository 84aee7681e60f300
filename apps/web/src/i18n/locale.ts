import type { Locale } from '@gpu-console/shared/units';
import { readStored, writeStored } from '../state/stored.ts';

const KEY = 'language';
const listeners = new Set<() => void>();
let locale: Locale = 'en';

/** The console's language for a language tag; undefined for one that it does not speak. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  if (tag?.toLowerCase().startsWith('zh')) return 'zh-CN';
  return tag?.toLowerCase().startsWith('en') ? 'en' : undefined;
}

/** A link's `?lang=` comes first, then what was chosen here before, then the browser's own languages. */
export function preferredLocale(): Locale {
  const linked = new URLSearchParams(location.search).get('lang');
  const wanted = [linked, readStored(KEY), ...navigator.languages];
  return wanted.map(localeOf).find((one) => one !== undefined) ?? 'en';
}

export const currentLocale = (): Locale => locale;

/** The language on screen from now on. */
export function setLocale(next: Locale): void {
  locale = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** Keeps the choice for the next visit. */
export function storeLocale(chosen: Locale): void {
  writeStored(KEY, chosen);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
