import type { Locale } from '@gpu-console/shared/units';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from '../state/stored.ts';
import { en } from './en.ts';

const KEY = 'language';

function localeOf(tag: string | null | undefined): Locale | undefined {
  if (tag?.toLowerCase().startsWith('zh')) return 'zh-CN';
  return tag?.toLowerCase().startsWith('en') ? 'en' : undefined;
}

/** A link's `?lang=` comes first, then what was chosen here before, then the browser's own languages. */
function initialLocale(): Locale {
  const linked = new URLSearchParams(location.search).get('lang');
  const wanted = [linked, readStored(KEY), ...navigator.languages];
  return wanted.map(localeOf).find((locale) => locale !== undefined) ?? 'en';
}

async function show(locale: Locale): Promise<void> {
  if (locale === 'zh-CN' && !i18next.hasResourceBundle(locale, 'translation')) {
    const { zhCN } = await import('./zh-CN.ts');
    i18next.addResourceBundle(locale, 'translation', zhCN);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** Loads the language to begin with; English comes with the page, others when they are wanted. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it prints.
    interpolation: { escapeValue: false },
  });
  await show(initialLocale());
}

/** Shows the page in `locale` from now on, also after the next visit. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await show(locale);
  writeStored(KEY, locale);
}
