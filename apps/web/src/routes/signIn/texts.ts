import { defineTexts } from '../../i18n/textTable.ts';

export const signInTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  'zh-CN': () => import('./texts.zh-CN.ts'),
});
