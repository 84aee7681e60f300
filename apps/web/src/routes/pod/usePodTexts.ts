import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { en, type PodTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, PodTexts>> = { en, 'zh-CN': zhCN };

/** The pod page's texts in the language on screen. */
export function usePodTexts(): PodTexts {
  return TEXTS[useLocale()];
}
