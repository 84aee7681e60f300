import { detailedCatalogue, nvlinkErrorCatalogue, throttlingCatalogue } from '../../metrics/detailed.ts';
import {
  catalogue,
  type Metric,
  type MetricsContext,
  metric,
  metricExpression,
} from '../../metrics/index.ts';
import type { Annotation, Dashboard, StatPanel } from '../model.ts';
import { arranged } from './arranged.ts';
import { nodeChoice, ofChosenNodes } from './choices.ts';
import { isExported } from './metricPanels.ts';
import { charts, metricStat, present, topOfAll } from './panels.ts';

const ALL: readonly Metric[] = [...catalogue, ...detailedCatalogue];

export function powerDashboard(context: MetricsContext): Dashboard {
  const selection = ofChosenNodes(context);
  return {
    id: 'gpu-power-thermals',
    title: { en: 'Power and thermals', 'zh-CN': '功耗与温度' },
    description: {
      en: 'Power draw, temperatures and throttling of the GPUs.',
      'zh-CN': 'GPU 的功耗、温度与降频情况。',
    },
    variables: [nodeChoice(context, true)],
    panels: arranged([
      {
        id: 'now',
        across: 3,
        height: 6,
        panels: present(
          metricStat(metric('power'), selection, context),
          metricStat(metric('temperature'), selection, context),
          metricStat(metric('memoryTemperature'), selection, context),
        ),
      },
      {
        id: 'curves',
        title: { en: 'GPU by GPU', 'zh-CN': '逐卡' },
        height: 9,
        panels: charts(
          ALL.filter(({ group, id }) => (group === 'power' || group === 'thermals') && id !== 'energy'),
          selection,
          context,
        ),
      },
      {
        id: 'throttling',
        title: { en: 'Throttling', 'zh-CN': '降频' },
        height: 9,
        panels: charts([metric('smClock'), ...throttlingCatalogue], selection, context),
      },
      {
        id: 'top',
        title: { en: 'Highest now', 'zh-CN': '当前最高' },
        height: 10,
        panels: topOfAll(selection, context),
      },
    ]),
  };
}

export function reliabilityDashboard(context: MetricsContext): Dashboard {
  const selection = ofChosenNodes(context);
  const errors = ALL.filter(({ group, id }) => group === 'errors' && id !== 'xid');
  return {
    id: 'gpu-reliability',
    title: { en: 'Reliability', 'zh-CN': '可靠性' },
    description: {
      en: 'XIDs, ECC errors, remapped rows, NVLink and PCIe errors.',
      'zh-CN': 'XID、ECC、行重映射、NVLink 与 PCIe 错误。',
    },
    variables: [nodeChoice(context, true)],
    ...(isExported(metric('xid'), context) ? { annotations: [xidAnnotation(context)] } : {}),
    panels: arranged([
      { id: 'xids', height: 9, across: 1, panels: charts([metric('xid')], selection, context) },
      {
        id: 'memory-errors',
        title: { en: 'Memory', 'zh-CN': '显存' },
        height: 9,
        panels: charts(errors, selection, context),
      },
      {
        id: 'links',
        title: { en: 'Links', 'zh-CN': '互连' },
        height: 9,
        panels: charts(
          [...ALL.filter(({ id }) => id === 'pcieReplays'), ...nvlinkErrorCatalogue],
          selection,
          context,
        ),
      },
    ]),
  };
}

/** When a GPU of the chosen nodes had an XID: each code is a series of its own, so that another one is another mark. */
function xidAnnotation(context: MetricsContext): Annotation {
  const { host, uuid } = context.dialect;
  const kept = ['gpu', ...host];
  const codes = metricExpression(metric('xid'), ofChosenNodes(context), context, [...uuid, ...kept]);
  return {
    name: 'XID',
    enabled: true,
    expr: `count_values by (${kept.join(', ')}) ("xid", ${codes} > 0)`,
    title: `XID {{xid}} · ${host.map((label) => `{{${label}}}`).join('')} · GPU {{gpu}}`,
  };
}

/** One number by PromQL of others than DCGM. */
function stat(id: string, en: string, zh: string, expr: string): StatPanel {
  const title = { en, 'zh-CN': zh };
  return {
    id,
    kind: 'stat',
    title,
    unit: 'count',
    queries: [{ id: 'a', expr, legend: title }],
    reduce: 'last',
    show: 'sparkline',
  };
}

/** NVIDIA/gpu-operator, controllers/operator_metrics.go; kube-state-metrics' names of extended resources. */
export function operatorDashboard(): Dashboard {
  const resources = 'resource=~"nvidia_com_.+"';
  return {
    id: 'gpu-operator',
    title: { en: 'GPU Operator', 'zh-CN': 'GPU Operator' },
    description: {
      en: 'GPUs that Kubernetes allocates and the operator’s own metrics, where kube-state-metrics and the operator are scraped.',
      'zh-CN': 'Kubernetes 分配的 GPU 与 Operator 自身的指标（需采集 kube-state-metrics 与 Operator）。',
    },
    variables: [],
    panels: arranged([
      {
        id: 'kubernetes',
        title: { en: 'Kubernetes resources', 'zh-CN': 'Kubernetes 资源' },
        across: 3,
        height: 6,
        panels: [
          stat('capacity', 'Capacity', '总量', `sum(kube_node_status_capacity{${resources}})`),
          stat('allocatable', 'Allocatable', '可分配', `sum(kube_node_status_allocatable{${resources}})`),
          stat('requested', 'Requested', '已请求', `sum(kube_pod_container_resource_requests{${resources}})`),
        ],
      },
      {
        id: 'operator',
        title: { en: 'The operator', 'zh-CN': 'Operator' },
        across: 3,
        height: 6,
        panels: [
          stat('gpu-nodes', 'GPU nodes', 'GPU 节点', 'max(gpu_operator_gpu_nodes_total)'),
          stat('reconciliation', 'Reconciled', '协调状态', 'min(gpu_operator_reconciliation_status)'),
          stat(
            'failures',
            'Failed reconciliations in the range',
            '范围内协调失败次数',
            'sum(increase(gpu_operator_reconciliation_failed_total[$__range]))',
          ),
        ],
      },
    ]),
  };
}
