import type { Texts } from '@gpu-console/shared/texts';
import type { NodesTexts } from './texts.en.ts';

export const zhCN: Texts<NodesTexts> = {
  title: '节点',
  empty: '没有 GPU 节点',
  emptyDetail: '没有节点提供 nvidia.com/gpu，也没有节点带有 nvidia.com/gpu.present 标签。',
  gpuUse: 'GPU 已请求 / 可分配',
  freeGpus: '空闲 GPU',
};
