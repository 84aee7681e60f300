import type { Locale } from '@gpu-console/shared/units';
import { preferredLocale, setLocale, storeLocale } from './locale.ts';
import { textsReady } from './textTable.ts';

/** The language changes when all that is on screen has its texts, so that nothing blanks. */
async function show(locale: Locale): Promise<void> {
  await textsReady(locale);
  setLocale(locale);
}

/** Loads the texts that the first view waits for. */
export const startTexts = () => show(preferredLocale());

/** Shows the page in `locale` from now on, also after the next visit. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await show(locale);
  storeLocale(locale);
}
