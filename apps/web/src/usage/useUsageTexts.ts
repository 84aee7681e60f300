import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';
import { en, type UsageTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, UsageTexts>> = { en, 'zh-CN': zhCN };

/** The texts about usage in the language on screen. */
export function useUsageTexts(): UsageTexts {
  return TEXTS[useLocale()];
}
