import { EVERYTHING, type MetricsContext, metric } from '../../metrics/index.ts';
import type { Dashboard } from '../model.ts';
import { arranged } from './arranged.ts';
import { hostOf } from './choices.ts';
import { gpuCount, groupedChart, metricStat, present, topOfAll } from './panels.ts';

export function fleetDashboard(context: MetricsContext): Dashboard {
  const host = hostOf(context);
  const byNode = (id: Parameters<typeof metric>[0], title: { en: string; 'zh-CN': string }) =>
    groupedChart(metric(id), EVERYTHING, context, {
      id: `${id}-nodes`,
      title,
      labels: [host],
      legend: `{{${host}}}`,
    });
  return {
    id: 'gpu-fleet',
    title: { en: 'GPU fleet', 'zh-CN': 'GPU 集群' },
    description: { en: 'All GPUs at a glance, node by node.', 'zh-CN': '按节点总览全部 GPU。' },
    variables: [],
    panels: arranged([
      {
        id: 'now',
        across: 4,
        height: 6,
        panels: present(
          gpuCount(EVERYTHING, context),
          metricStat(metric('utilization'), EVERYTHING, context),
          metricStat(metric('memoryUsed'), EVERYTHING, context),
          metricStat(metric('power'), EVERYTHING, context),
        ),
      },
      {
        id: 'nodes',
        title: { en: 'By node', 'zh-CN': '按节点' },
        height: 9,
        panels: present(
          byNode('utilization', { en: 'Utilization by node', 'zh-CN': '各节点利用率' }),
          byNode('memoryUsed', { en: 'Memory used by node', 'zh-CN': '各节点已用显存' }),
          byNode('power', { en: 'Power by node', 'zh-CN': '各节点功率' }),
          byNode('temperature', { en: 'Hottest GPU by node', 'zh-CN': '各节点最高温度' }),
        ),
      },
      {
        id: 'top',
        title: { en: 'At the top now', 'zh-CN': '当前最高' },
        height: 10,
        panels: topOfAll(EVERYTHING, context),
      },
    ]),
  };
}
