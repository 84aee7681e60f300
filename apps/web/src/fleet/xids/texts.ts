import { defineTexts } from '../../i18n/textTable.ts';

export const xidTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  'zh-CN': () => import('./texts.zh-CN.ts'),
});
