import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { en, type SetupTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, SetupTexts>> = { en, 'zh-CN': zhCN };

/** The setup page's texts in the language on screen. */
export function useSetupTexts(): SetupTexts {
  return TEXTS[useLocale()];
}
