import type { GpuTexts } from './texts.en.ts';

export const zhCN: GpuTexts = {
  states: { held: '已被占用', free: '空闲', hot: '过热', slowed: '已降频', problem: '存在问题' },
  identity: '标识',
  instances: 'MIG 实例',
  podsEmpty: '此 GPU 未被 Pod 占用',
  shared: (count) => `由 ${count} 个 Pod 共享：数值属于整块设备，而非其中某个 Pod。`,
  clockEvents: '时钟受限原因',
  noClockEvents: '无',
  partOf: '所属 GPU',
  xidHistory: '时间范围内的 XID 错误',
  noXids: '该时间范围内没有 XID 错误',
  noXidsDetail: '驱动记录的最近一次 XID 在此范围内没有变化。',
  missing: (count) => `该组有 ${count} 个指标未导出`,
  missingDetail:
    '把下面的行加入 exporter 的计数器列表（ConfigMap 或 --collectors）。PROF 类字段需要 Volta 或更新的 GPU，且没有被其他性能分析工具占用。',
  copyLines: '复制这些行',
};
