import { defineTexts } from '../i18n/textTable.ts';

export const panelTexts = defineTexts({
  en: () => import('@gpu-console/panels/texts.en'),
  'zh-CN': () => import('@gpu-console/panels/texts.zh-CN'),
});
