import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { en, type OperatorTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, OperatorTexts>> = { en, 'zh-CN': zhCN };

/** The operator page's texts in the language on screen. */
export function useOperatorTexts(): OperatorTexts {
  return TEXTS[useLocale()];
}

const NAMES: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  en: new Map(Object.entries(en.components)),
  'zh-CN': new Map(Object.entries(zhCN.components)),
};

/** A component's name; one of another release of the console speaks for itself. */
export function useComponentName(): (component: string) => string {
  const names = NAMES[useLocale()];
  return (component) => names.get(component) ?? component;
}
