/** The languages the console speaks. */
export type Locale = 'en' | 'zh-CN';

/** One text in every language. */
export type Localized = Readonly<Record<Locale, string>>;
