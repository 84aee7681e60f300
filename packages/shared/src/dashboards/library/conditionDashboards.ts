import { detailedCatalogue, nvlinkErrorCatalogue, throttlingCatalogue } from '../../metrics/detailed.ts';
import {
  catalogue,
  type Metric,
  type MetricsContext,
  metric,
  metricExpression,
} from '../../metrics/index.ts';
import type { Localized } from '../../units/index.ts';
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
    variables: [nodeChoice(context, 'all')],
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
    variables: [nodeChoice(context, 'all')],
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
function stat(id: string, en: string, zh: string, expr: string, help?: Localized): StatPanel {
  const title = { en, 'zh-CN': zh };
  return {
    id,
    kind: 'stat',
    title,
    ...(help && { help }),
    unit: 'count',
    queries: [{ id: 'a', expr, legend: title }],
    reduce: 'last',
    show: 'sparkline',
  };
}

const DEVICES: Localized = {
  en: 'As the device plugins offer them and kube-state-metrics tells: a time-sliced replica or a MIG instance counts as one, so that there may be more of them than GPUs. The Overview counts GPUs.',
  'zh-CN':
    '设备插件提供、kube-state-metrics 上报的设备：时间切片副本与 MIG 实例各算一个，因此可能多于 GPU 数。总览统计的是 GPU。',
};

/** kube-state-metrics' names of what NVIDIA's device plugin offers: GPUs, their shares, MIG instances. */
const OFFERED = 'resource=~"nvidia_com_(gpu(_shared)?|mig_.+)"';

/** None are offered where kube-state-metrics tells of nodes without any. */
function devices(side: 'capacity' | 'allocatable'): string {
  const name = `kube_node_status_${side}`;
  return `sum(${name}{${OFFERED}}) or 0 * count(${name})`;
}

/** Of pods that are on a node and have not ended, which is what keeps devices from others (kube-state-metrics has them by `uid`). */
const REQUESTED = `sum(kube_pod_container_resource_requests{${OFFERED},node!=""} * on (uid) group_left max by (uid) (kube_pod_status_phase{phase=~"Pending|Running|Unknown"} == 1)) or 0 * count(kube_node_status_allocatable)`;

/** NVIDIA/gpu-operator, controllers/operator_metrics.go; kube-state-metrics' names of extended resources. */
export function operatorDashboard(): Dashboard {
  return {
    id: 'gpu-operator',
    title: { en: 'GPU Operator', 'zh-CN': 'GPU Operator' },
    description: {
      en: 'Devices that Kubernetes hands out and the operator’s own metrics, where kube-state-metrics and the operator are scraped.',
      'zh-CN': 'Kubernetes 分配的设备与 Operator 自身的指标（需采集 kube-state-metrics 与 Operator）。',
    },
    variables: [],
    panels: arranged([
      {
        id: 'kubernetes',
        title: { en: 'Devices of the device plugins', 'zh-CN': '设备插件提供的设备' },
        across: 3,
        height: 6,
        panels: [
          stat('capacity', 'Devices: capacity', '设备总量', devices('capacity'), DEVICES),
          stat('allocatable', 'Devices: allocatable', '可分配设备', devices('allocatable'), DEVICES),
          stat('requested', 'Devices: requested by pods', 'Pod 已请求的设备', REQUESTED, DEVICES),
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
