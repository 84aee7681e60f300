import type { Texts } from '@gpu-console/shared/texts';
import type { ApiTexts } from './texts.en.ts';

export const zhCN: Texts<ApiTexts> = {
  sources: { kubernetes: 'Kubernetes', prometheus: 'Prometheus' },
  unreachable: '无法连接服务端',
  unreachableDetail: '服务端可能未运行或正在重启，本页每隔几秒会自动重试。',
  unexpected: '出现意外错误',
  refused: (status) => `服务端返回 ${status}`,
  missing: {
    cluster_not_found: '没有这个集群',
    dashboard_not_found: '没有这个仪表盘',
    gpu_not_found: '没有这块 GPU',
    node_not_found: '没有这个 GPU 节点',
    panel_not_found: '没有这个面板',
    pod_not_found: '没有这个 Pod',
    not_found: '这里什么都没有',
  },
  missingDetail: () => '地址可能有误，或者它已被删除、不在您可见的范围内。',
  sentence: (words) => `${words}。`,
};
