import { type MetricsContext, metric } from '../../metrics/index.ts';
import type { Dashboard, QueryPanel } from '../model.ts';
import { arranged } from './arranged.ts';
import { namespaceChoice, ofChosenNamespaces } from './choices.ts';
import { gpuCount, gpusByNamespace, groupedChart, metricStat, present } from './panels.ts';

const HELD = { en: 'GPUs that pods hold', 'zh-CN': '被 Pod 占用的 GPU 数' };
const OF_HELD = { en: 'Utilization of what they hold', 'zh-CN': '被占用 GPU 的利用率' };

/** Undefined where the exporters name no workloads. */
export function namespaceDashboard(context: MetricsContext): Dashboard | undefined {
  const choice = namespaceChoice(context, true);
  const [labels] = context.dialect.workload;
  if (choice === undefined || labels === undefined) return undefined;
  const selection = ofChosenNamespaces(context);
  const by = (
    id: Parameters<typeof metric>[0],
    title: { en: string; 'zh-CN': string },
    kept: readonly string[],
  ) =>
    groupedChart(metric(id), selection, context, {
      id: `${id}-${kept.length}`,
      title,
      labels: kept,
      legend: kept.map((label) => `{{${label}}}`).join('/'),
    });
  const pods = [labels.namespace, labels.pod];
  return {
    id: 'gpu-namespace',
    title: { en: 'GPUs by namespace', 'zh-CN': '命名空间 GPU' },
    description: {
      en: 'Who uses the GPUs. A GPU that pods share counts for each of their namespaces.',
      'zh-CN': '谁在使用 GPU。被共享的 GPU 会计入每个相关命名空间。',
    },
    variables: [choice],
    panels: arranged([
      {
        id: 'now',
        across: 4,
        height: 6,
        panels: present(
          gpuCount(selection, context, HELD),
          metricStat(metric('utilization'), selection, context, OF_HELD),
          metricStat(metric('memoryUsed'), selection, context),
          metricStat(metric('power'), selection, context),
        ),
      },
      {
        id: 'namespaces',
        title: { en: 'By namespace', 'zh-CN': '按命名空间' },
        across: 3,
        height: 9,
        panels: present<QueryPanel>(
          gpusByNamespace(context),
          by('utilization', { en: 'Utilization by namespace', 'zh-CN': '各命名空间利用率' }, [
            labels.namespace,
          ]),
          by('power', { en: 'Power by namespace', 'zh-CN': '各命名空间功率' }, [labels.namespace]),
        ),
      },
      {
        id: 'pods',
        title: { en: 'By pod', 'zh-CN': '按 Pod' },
        height: 9,
        panels: present(
          by('utilization', { en: 'Utilization by pod', 'zh-CN': '各 Pod 利用率' }, pods),
          by('memoryUsed', { en: 'Memory used by pod', 'zh-CN': '各 Pod 已用显存' }, pods),
        ),
      },
    ]),
  };
}
