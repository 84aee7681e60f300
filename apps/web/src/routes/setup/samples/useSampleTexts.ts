import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../../i18n/useLocale.ts';
import { en, type SampleTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, SampleTexts>> = { en, 'zh-CN': zhCN };

/** The samples' texts in the language on screen. */
export function useSampleTexts(): SampleTexts {
  return TEXTS[useLocale()];
}
