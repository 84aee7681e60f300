import type { Texts } from '@gpu-console/shared/texts';
import type { ComponentTexts } from './texts.en.ts';

export const zhCN: Texts<ComponentTexts> = {
  retry: '重试',
  copy: '复制',
  copied: '已复制',
  close: '关闭',
  table: {
    filter: '筛选',
    columns: '列',
    csv: '下载 CSV',
    rows: (count) => `共 ${count} 行`,
    rowsOf: (shown, total) => `${shown} / ${total}`,
    noMatch: '没有符合筛选条件的内容',
    clear: '清除筛选',
  },
};
