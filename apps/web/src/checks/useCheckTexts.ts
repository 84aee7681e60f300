import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';
import { type CheckTexts, en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, CheckTexts>> = { en, 'zh-CN': zhCN };

/** The texts around checks' results in the language on screen. */
export function useCheckTexts(): CheckTexts {
  return TEXTS[useLocale()];
}
