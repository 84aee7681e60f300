import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { en, type GpuTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, GpuTexts>> = { en, 'zh-CN': zhCN };

/** The GPU page's texts in the language on screen. */
export function useGpuTexts(): GpuTexts {
  return TEXTS[useLocale()];
}
