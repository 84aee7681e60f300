import type { Texts } from '@gpu-console/shared/texts';
import type { AllClustersTexts } from './texts.en.ts';

export const zhCN: Texts<AllClustersTexts> = {
  title: '全部集群',
  clusters: '集群',
  cluster: '集群',
  within: (namespaces) => `仅 ${namespaces}`,
  total: '合计',
  nodes: '就绪节点',
  ready: (ready, total) => `${ready} / ${total}`,
  allocated: '已分配',
  free: '空闲',
  used: '已分配 GPU 的利用率',
  problems: '问题',
  asOf: '数据时间',
  ofClusters: (known, all) => `仅 ${known}/${all} 个集群`,
  unread: '未能读取',
  stale: '未能更新',
  models: 'GPU 型号',
  model: '型号',
  unnamed: '未知型号',
  noModels: '没有已知的 GPU',
};
