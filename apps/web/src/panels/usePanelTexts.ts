import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';
import { en, type PanelTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, PanelTexts>> = { en, 'zh-CN': zhCN };

/** The panels' texts in the language on screen. */
export function usePanelTexts(): PanelTexts {
  return TEXTS[useLocale()];
}
