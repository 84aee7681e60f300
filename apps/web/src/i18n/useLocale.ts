import type { Locale } from '@gpu-console/shared/units';
import { useTranslation } from 'react-i18next';

/** The language on screen, for numbers, dates and texts that come in both languages. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}
