import type { Texts } from '@gpu-console/shared/texts';
import type { GpusTexts } from './texts.en.ts';

export const zhCN: Texts<GpusTexts> = {
  title: 'GPU',
  empty: '没有 GPU 上报指标',
  emptyDetail: 'Prometheus 中目前没有 DCGM 指标。请检查 DCGM exporter 是否运行、是否被 Prometheus 抓取。',
};
