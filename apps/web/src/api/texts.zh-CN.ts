import type { Texts } from '@gpu-console/shared/texts';
import type { ApiTexts } from './texts.en.ts';

export const zhCN: Texts<ApiTexts> = {
  sources: { kubernetes: 'Kubernetes', prometheus: 'Prometheus' },
  unreachable: '无法连接服务端',
  unreachableDetail: '服务端可能未运行或正在重启，本页每隔几秒会自动重试。',
  unexpected: '出现意外错误',
  refused: (status) => `服务端返回 ${status}`,
  sentence: (words) => `${words}。`,
};
