import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { type EditTexts, en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, EditTexts>> = { en, 'zh-CN': zhCN };

/** The editor's texts in the language on screen. */
export function useEditTexts(): EditTexts {
  return TEXTS[useLocale()];
}
