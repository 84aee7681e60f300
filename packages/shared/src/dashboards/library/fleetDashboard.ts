import {
  countedOnce,
  deviceSeries,
  EVERYTHING,
  type MetricsContext,
  metric,
  metricExpression,
  ofAnyPod,
  perDevice,
} from '../../metrics/index.ts';
import type { Dashboard, TimeSeriesPanel } from '../model.ts';
import { arranged } from './arranged.ts';
import { hostOf } from './choices.ts';
import { countOfGpus, gpuCount, groupedChart, metricStat, present, topOfAll } from './panels.ts';

const OF_ALL = { en: 'Utilization of all GPUs', 'zh-CN': '全部 GPU 的利用率' };
const OF_THESE = { en: 'utilization of these', 'zh-CN': '这些 GPU 的利用率' };

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
          metricStat(metric('utilization'), EVERYTHING, context, OF_ALL),
          metricStat(metric('memoryUsed'), EVERYTHING, context),
          metricStat(metric('power'), EVERYTHING, context),
        ),
      },
      { id: 'use', height: 8, panels: overviewPanels(context) },
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
        title: { en: 'Highest now', 'zh-CN': '当前最高' },
        height: 10,
        panels: topOfAll(EVERYTHING, context),
      },
    ]),
  };
}

/**
 * The Overview's charts: how many GPUs pods hold, in whole or in part (MIG, time-slicing), and how busy what they hold is;
 * what the fleet draws.
 */
export function overviewPanels(context: MetricsContext): readonly TimeSeriesPanel[] {
  const { dialect, exported } = context;
  const [uuid = 'UUID'] = dialect.uuid;
  const device = [uuid, 'GPU_I_ID'];
  const held = deviceSeries(ofAnyPod(dialect), exported);
  const namesPods = dialect.workload.length > 0;
  const utilization = metricExpression(metric('utilization'), EVERYTHING, context);
  const heldUtilization = `(${utilization}) and on (${device.join(', ')}) ${perDevice(held, dialect, device)}`;

  const use: TimeSeriesPanel = {
    id: 'fleetUse',
    kind: 'timeseries',
    title: { en: 'Allocation and utilization', 'zh-CN': '分配率与利用率' },
    help: {
      en: 'Of the GPUs that report metrics, the share that the exporters name a pod for, in whole or in part; and the mean utilization of just what pods hold.',
      'zh-CN':
        '在上报指标的 GPU 中，exporter 标明被 Pod 占用（整卡或部分）的占比，以及被占用部分的平均利用率。',
    },
    unit: 'ratio',
    max: 1,
    queries: [
      ...(namesPods
        ? [
            {
              id: 'allocated',
              expr: `${countOfGpus(ofAnyPod(dialect), context)} / ${countOfGpus(EVERYTHING, context)}`,
              legend: { en: 'GPUs held by pods', 'zh-CN': '被占用的 GPU' },
            },
          ]
        : []),
      {
        id: 'utilization',
        expr: `avg(${namesPods ? heldUtilization : utilization})`,
        legend: namesPods ? OF_THESE : OF_ALL,
      },
    ],
  };
  const power: TimeSeriesPanel = {
    id: 'fleetPower',
    kind: 'timeseries',
    title: { en: 'Power', 'zh-CN': '功率' },
    help: { en: 'Power drawn by all GPUs together.', 'zh-CN': '所有 GPU 的总功耗。' },
    unit: 'watts',
    queries: [
      {
        id: 'power',
        expr: `sum(${countedOnce(metric('power'), EVERYTHING, context)})`,
        legend: { en: 'power', 'zh-CN': '功率' },
      },
    ],
  };
  return [use, power];
}
