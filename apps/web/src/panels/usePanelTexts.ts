import { en, type PanelTexts } from '@gpu-console/panels/texts.en';
import { zhCN } from '@gpu-console/panels/texts.zh-CN';
import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';

const TEXTS: Readonly<Record<Locale, PanelTexts>> = { en, 'zh-CN': zhCN };

/** The panels' texts in the language on screen. */
export function usePanelTexts(): PanelTexts {
  return TEXTS[useLocale()];
}
