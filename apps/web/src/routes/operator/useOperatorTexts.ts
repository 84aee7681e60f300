import type { Locale } from '@gpu-console/shared/units';
import { useLocale } from '../../i18n/useLocale.ts';
import { en, type OperatorTexts } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const TEXTS: Readonly<Record<Locale, OperatorTexts>> = { en, 'zh-CN': zhCN };

/** The operator page's texts in the language on screen. */
export function useOperatorTexts(): OperatorTexts {
  return TEXTS[useLocale()];
}

/** A component's name; one of another release of the console speaks for itself. */
export function useComponentName(): (component: string) => string {
  const names: ReadonlyMap<string, string> = new Map(Object.entries(useOperatorTexts().components));
  return (component) => names.get(component) ?? component;
}
