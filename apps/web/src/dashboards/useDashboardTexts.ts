import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';
import { type DashboardTexts, en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, DashboardTexts>> = { en, 'zh-CN': zhCN };

/** The dashboards' texts in the language on screen. */
export function useDashboardTexts(): DashboardTexts {
  return TEXTS[useLocale()];
}
