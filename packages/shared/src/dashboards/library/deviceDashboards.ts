import {
  METRIC_GROUPS,
  type MetricId,
  type MetricsContext,
  metric,
  type Selection,
} from '../../metrics/index.ts';
import type { Dashboard, DashboardPanel } from '../model.ts';
import { arranged, type Section } from './arranged.ts';
import {
  gpuChoice,
  instanceChoice,
  namespaceChoice,
  nodeChoice,
  ofChosenGpus,
  ofChosenInstance,
  ofChosenPod,
  podChoice,
} from './choices.ts';
import { groupPanels } from './metricPanels.ts';
import { charts, gpuCount, metricStat, present } from './panels.ts';
import { clockEventPanel, occupancyPanel } from './timelines.ts';

/** What is looked at first of several GPUs; the rest is folded away. */
const FIRST: readonly MetricId[] = [
  'utilization',
  'tensorActivity',
  'memoryUsed',
  'memoryBandwidthActivity',
  'power',
  'temperature',
  'smClock',
  'memoryTemperature',
  'pcieReceive',
  'pcieTransmit',
];

/** The four numbers of the selection. */
function now(selection: Selection, context: MetricsContext): Section {
  return {
    id: 'now',
    across: 4,
    height: 6,
    panels: present(
      gpuCount(selection, context),
      metricStat(metric('utilization'), selection, context),
      metricStat(metric('memoryUsed'), selection, context),
      metricStat(metric('temperature'), selection, context),
    ),
  };
}

function occupancy(selection: Selection, context: MetricsContext, height: number): Section {
  return { id: 'occupancy', across: 1, height, panels: present(occupancyPanel(selection, context)) };
}

/** Every metric that this cluster has, group by group, but for those that are shown above. */
function groups(
  selection: Selection,
  context: MetricsContext,
  above: readonly MetricId[] = [],
): readonly Section[] {
  const isOfSeveral = above.length > 0;
  const isAbove: ReadonlySet<string> = new Set(above);
  return METRIC_GROUPS.map(({ id, title }) => ({
    id: `group-${id}`,
    title,
    height: HEIGHT,
    collapsed: isOfSeveral,
    panels: [
      ...groupPanels(id, selection, context, isOfSeveral).filter((panel) => !isAbove.has(panel.id)),
      ...(id === 'clocks' ? present(clockEventPanel(selection, context)) : []),
    ],
  }));
}

/** Rows of the grid that a chart with its legend takes. */
const HEIGHT = 9;

/** Of several GPUs: their numbers, what else is said first, their most looked at charts, and the rest folded away. */
function several(
  selection: Selection,
  context: MetricsContext,
  first: readonly Section[] = [],
): readonly DashboardPanel[] {
  return arranged([
    now(selection, context),
    ...first,
    {
      id: 'charts',
      height: HEIGHT,
      panels: charts(
        FIRST.map((id) => metric(id)),
        selection,
        context,
      ),
    },
    ...groups(selection, context, FIRST),
  ]);
}

export function nodeDashboard(context: MetricsContext): Dashboard {
  const selection = ofChosenGpus(context);
  return {
    id: 'gpu-node',
    title: { en: 'GPU node', 'zh-CN': 'GPU 节点' },
    description: { en: 'The GPUs of one node or of several.', 'zh-CN': '一个或多个节点上的 GPU。' },
    variables: [nodeChoice(context, 'first'), gpuChoice(context, true)],
    panels: several(selection, context, [occupancy(selection, context, 10)]),
  };
}

export function gpuDashboard(context: MetricsContext): Dashboard {
  const selection = ofChosenInstance(context);
  return {
    id: 'gpu-device',
    title: { en: 'GPU', 'zh-CN': 'GPU' },
    description: { en: 'All that one GPU reports.', 'zh-CN': '单块 GPU 的全部指标。' },
    variables: [nodeChoice(context, false), gpuChoice(context, false), instanceChoice(context)],
    panels: arranged([
      now(selection, context),
      occupancy(selection, context, 5),
      ...groups(selection, context),
    ]),
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
    panels: several(ofChosenPod(context), context),
  };
}
