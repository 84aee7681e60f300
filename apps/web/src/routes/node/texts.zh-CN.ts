import type { Texts } from '@gpu-console/shared/texts';
import type { NodeTexts } from './texts.en.ts';

export const zhCN: Texts<NodeTexts> = {
  facts: '基本信息',
  resources: 'GPU 资源',
  resourcesNote: '口径与 kubectl describe node 一致',
  resourcesEmpty: '此节点不提供 GPU 资源',
  gpus: 'GPU',
  gpusEmpty: '此节点没有 GPU 上报指标',
  gpusEmptyDetail: '可能是 DCGM exporter 没有在此节点运行，或者 Prometheus 没有抓取到它。',
  pods: '申请了 GPU 的 Pod',
  podsEmpty: '此节点上没有 Pod 申请 GPU',
  components: '此节点上的 GPU Operator 组件',
  componentsEmpty: '此节点上没有 GPU Operator 的 Pod',
  conditions: '状况',
};
