import type { Texts } from '@gpu-console/shared/texts';
import type { WorkloadsTexts } from './texts.en.ts';

export const zhCN: Texts<WorkloadsTexts> = {
  title: '工作负载',
  empty: '没有 Pod 申请 GPU',
  emptyDetail: '申请 nvidia.com/gpu 或 MIG 资源的 Pod 会显示在这里。',
  allNamespaces: '全部命名空间',
  allPhases: '全部阶段',
  phase: { Pending: '等待中', Running: '运行中', Succeeded: '已完成', Failed: '失败', Unknown: '未知' },
};
