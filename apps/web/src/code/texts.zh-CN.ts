import type { CodeTexts } from './texts.en.ts';

export const zhCN: CodeTexts = {
  badQuery: 'PromQL 无效。',
  phrases: {
    Completions: '补全',
    'Control character': '控制字符',
    Diagnostics: '问题',
    'No diagnostics': '没有问题',
    'Selection deleted': '已删除所选内容',
    'Fold line': '折叠',
    'Unfold line': '展开',
    close: '关闭',
  },
};
