import { detailedCatalogue } from '../../metrics/detailed.ts';
import { catalogue, type Metric, type MetricsContext, metric, type Selection } from '../../metrics/index.ts';
import type { Localized } from '../../units/index.ts';
import type { Dashboard, DashboardPanel } from '../model.ts';
import { arranged } from './arranged.ts';
import {
  gpuChoice,
  namespaceChoice,
  nodeChoice,
  ofChosenGpu,
  ofChosenNodes,
  ofChosenPod,
  podChoice,
} from './choices.ts';
import { charts, gpuCount, metricStat, present } from './panels.ts';

const ALL: readonly Metric[] = [...catalogue, ...detailedCatalogue];

const GROUPS: readonly (readonly [group: Metric['group'], title: Localized])[] = [
  ['use', { en: 'Use', 'zh-CN': '使用' }],
  ['memory', { en: 'Memory', 'zh-CN': '显存' }],
  ['thermals', { en: 'Thermals', 'zh-CN': '温度' }],
  ['power', { en: 'Power', 'zh-CN': '功耗' }],
  ['clocks', { en: 'Clocks', 'zh-CN': '时钟' }],
  ['interconnect', { en: 'PCIe and NVLink', 'zh-CN': 'PCIe 与 NVLink' }],
];

/** The four numbers of the selection, then every metric that this cluster has, group by group. */
function everything(selection: Selection, context: MetricsContext): readonly DashboardPanel[] {
  return arranged([
    {
      id: 'now',
      across: 4,
      height: 6,
      panels: present(
        gpuCount(selection, context),
        metricStat(metric('utilization'), selection, context),
        metricStat(metric('memoryUsed'), selection, context),
        metricStat(metric('temperature'), selection, context),
      ),
    },
    ...GROUPS.map(([group, title]) => ({
      id: `group-${group}`,
      title,
      height: 9,
      panels: charts(
        ALL.filter((one) => one.group === group),
        selection,
        context,
      ),
    })),
  ]);
}

export function nodeDashboard(context: MetricsContext): Dashboard {
  return {
    id: 'gpu-node',
    title: { en: 'GPU node', 'zh-CN': 'GPU 节点' },
    description: { en: 'The GPUs of one node or of several.', 'zh-CN': '一个或多个节点上的 GPU。' },
    variables: [nodeChoice(context, true)],
    panels: everything(ofChosenNodes(context), context),
  };
}

export function gpuDashboard(context: MetricsContext): Dashboard {
  return {
    id: 'gpu-device',
    title: { en: 'GPU', 'zh-CN': 'GPU' },
    description: { en: 'All that one GPU reports.', 'zh-CN': '单块 GPU 的全部指标。' },
    variables: [nodeChoice(context, false), gpuChoice(context)],
    panels: everything(ofChosenGpu(context), context),
  };
}

/** Undefined where the exporters name no workloads. */
export function podDashboard(context: MetricsContext): Dashboard | undefined {
  const namespace = namespaceChoice(context, false);
  const pod = podChoice(context);
  if (namespace === undefined || pod === undefined) return undefined;
  return {
    id: 'gpu-pod',
    title: { en: 'Pod with GPUs', 'zh-CN': 'GPU Pod' },
    description: {
      en: 'The GPUs that one pod holds. A GPU that pods share has its whole value under each of them.',
      'zh-CN': '单个 Pod 占用的 GPU。共享 GPU 的数值在每个 Pod 下均为整卡数值。',
    },
    variables: [namespace, pod],
    panels: everything(ofChosenPod(context), context),
  };
}
