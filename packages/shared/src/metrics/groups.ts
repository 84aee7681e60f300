import type { Localized } from '../units/index.ts';
import type { MetricGroup } from './metric.ts';

/** The groups of metrics and what they are called, in the order in which pages and dashboards show them. */
export const METRIC_GROUPS: readonly { readonly id: MetricGroup; readonly title: Localized }[] = [
  { id: 'use', title: { en: 'Utilization and activity', 'zh-CN': '利用率与活动' } },
  { id: 'memory', title: { en: 'Memory', 'zh-CN': '显存' } },
  { id: 'thermals', title: { en: 'Thermals', 'zh-CN': '温度' } },
  { id: 'power', title: { en: 'Power', 'zh-CN': '功率' } },
  { id: 'clocks', title: { en: 'Clocks', 'zh-CN': '时钟' } },
  { id: 'interconnect', title: { en: 'PCIe and NVLink', 'zh-CN': 'PCIe 与 NVLink' } },
  { id: 'errors', title: { en: 'ECC and remapped rows', 'zh-CN': 'ECC 与行重映射' } },
];
