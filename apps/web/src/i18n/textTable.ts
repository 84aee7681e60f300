import type { Texts } from '@gpu-console/shared/texts';
import type { Locale } from '@gpu-console/shared/units';
import { currentLocale } from './locale.ts';

/** The texts of one folder: each language is loaded when it is first on screen. */
export interface TextTable<T> {
  /** One promise for a language, until it fails. */
  readonly load: (locale: Locale) => Promise<T>;
}

interface Languages<T> {
  readonly en: () => Promise<{ readonly en: T }>;
  readonly 'zh-CN': () => Promise<{ readonly zhCN: NoInfer<Texts<T>> }>;
}

const tables = new Set<TextTable<unknown>>();

/** Declares a folder's texts; what shows them takes them with `useTexts`. */
export function defineTexts<T>(languages: Languages<T>): TextTable<Texts<T>> {
  const loads: Readonly<Record<Locale, () => Promise<Texts<T>>>> = {
    en: async () => (await languages.en()).en as Texts<T>,
    'zh-CN': async () => (await languages['zh-CN']()).zhCN,
  };
  const loading = new Map<Locale, Promise<Texts<T>>>();
  const start = (locale: Locale) => {
    const promise = loads[locale]();
    loading.set(locale, promise);
    promise.then(
      // React's `use` takes the value of a promise that is marked so at once, without suspending.
      (value) => Object.assign(promise, { status: 'fulfilled', value }),
      () => loading.delete(locale),
    );
    return promise;
  };
  const table = { load: (locale: Locale) => loading.get(locale) ?? start(locale) };
  tables.add(table);
  return table;
}

/** Waits for the texts of all code that has arrived, in the language on screen. */
export async function textsReady(locale: Locale = currentLocale()): Promise<void> {
  await Promise.all([...tables].map((table) => table.load(locale)));
}

/** Imports code together with the texts that it needs. */
export function withTexts<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    const code = await load();
    await textsReady();
    return code;
  };
}
