import type { Locale } from '@gpu-console/shared/units';
import { useSyncExternalStore } from 'react';
import { currentLocale, subscribe } from './locale.ts';

/** The language on screen, for numbers, dates and texts that come in both languages. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}
