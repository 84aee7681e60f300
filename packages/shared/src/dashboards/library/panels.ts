import {
  countedOnce,
  deviceSeries,
  type Metric,
  type MetricsContext,
  metric,
  narrowed,
  ofAnyPod,
  perDevice,
  type Selection,
} from '../../metrics/index.ts';
import type { Localized } from '../../units/index.ts';
import type { BarGaugePanel, PiePanel, QueryPanel, StatPanel, TimeSeriesPanel } from '../model.ts';
import { hostOf } from './choices.ts';
import { isExported, metricPanel } from './metricPanels.ts';

/** A chart per metric with a line per GPU of any host; what nobody exports is left out. */
export function charts(
  metrics: readonly Metric[],
  selection: Selection,
  context: MetricsContext,
): readonly QueryPanel[] {
  return metrics
    .filter((metric) => isExported(metric, context))
    .map((metric) => metricPanel(metric, selection, context, true));
}

const AGGREGATION = { mean: 'avg', sum: 'sum', max: 'max' } as const;

/**
 * All GPUs of the selection as one number; undefined where the cluster does not export the metric.
 * @param title says of which GPUs, where the dashboard's name does not
 */
export function metricStat(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  title: Localized = metric.name,
): StatPanel | undefined {
  if (!isExported(metric, context)) return undefined;
  const { id, help, unit, max, thresholds, across } = metric;
  return {
    id: `${id}-now`,
    kind: 'stat',
    title,
    help,
    unit,
    queries: [
      {
        id: 'a',
        expr: `${AGGREGATION[across]}(${countedOnce(metric, selection, context)})`,
        legend: title,
      },
    ],
    reduce: 'last',
    show: max === undefined ? 'sparkline' : 'gauge',
    ...(max === undefined ? {} : { min: 0, max }),
    ...(thresholds === undefined ? {} : { thresholds }),
  };
}

/** What an exporter still has of a GPU that fell off the bus. */
const OF_LOST_GPUS = metric('xid').fields.map(({ field }) => field);

/** PromQL: how many GPUs report; one with MIG instances, or shared by pods, is one. */
export function countOfGpus(selection: Selection, { dialect, exported }: MetricsContext): string {
  const series = deviceSeries(selection, exported, OF_LOST_GPUS);
  return `count(${perDevice(series, dialect, dialect.uuid.slice(0, 1))})`;
}

const REPORTING: Localized = { en: 'GPUs that report metrics', 'zh-CN': '上报指标的 GPU 数' };

/** How many GPUs of the selection report. @param title what they are besides, where that is not all */
export function gpuCount(
  selection: Selection,
  context: MetricsContext,
  title: Localized = REPORTING,
): StatPanel {
  return {
    id: 'gpus-now',
    kind: 'stat',
    title,
    help: {
      en: 'Counted by the metrics: one with MIG instances, or shared by pods, is one. GPUs whose exporter is away are not among them; the Overview counts those that Kubernetes knows.',
      'zh-CN':
        '按指标统计：启用 MIG 或被多个 Pod 共享的 GPU 只算一块。exporter 缺失的 GPU 不计在内；总览按 Kubernetes 统计。',
    },
    unit: 'count',
    queries: [
      {
        id: 'a',
        expr: countOfGpus(selection, context),
        legend: title,
      },
    ],
    reduce: 'last',
    show: 'sparkline',
  };
}

/** How many GPUs the pods of each chosen namespace hold. */
export function gpusByNamespace({ dialect, exported }: MetricsContext): PiePanel | undefined {
  const [own] = dialect.workload;
  if (own === undefined) return undefined;
  const [uuid = 'UUID'] = dialect.uuid;
  const held = dialect.workload.map((workload, index) => {
    const ofPods = ofAnyPod(dialect).slice(index, index + 1);
    const chosen = narrowed(ofPods, { label: workload.namespace, matching: '$namespace' });
    const series = deviceSeries(chosen, exported);
    if (workload.namespace === own.namespace) return series;
    return `label_replace(${series}, "${own.namespace}", "$1", "${workload.namespace}", "(.+)")`;
  });
  return {
    id: 'gpus-namespaces',
    kind: 'pie',
    title: { en: 'GPUs by namespace', 'zh-CN': '各命名空间 GPU 数' },
    help: {
      en: 'GPUs that pods of the namespace hold, in whole or in part. One that pods of several namespaces share counts in each of them; one that no pod holds counts in none.',
      'zh-CN':
        '被该命名空间的 Pod 占用（整卡或部分）的 GPU 数。被多个命名空间的 Pod 共享的 GPU 会计入每个命名空间；未被占用的 GPU 不计入。',
    },
    unit: 'count',
    queries: [
      {
        id: 'a',
        expr: `count by (${own.namespace}) (${perDevice(held.join(' or '), dialect, [uuid, own.namespace])})`,
        legend: `{{${own.namespace}}}`,
        instant: true,
      },
    ],
    reduce: 'last',
    shape: 'donut',
  };
}

interface By {
  /** Labels that tell the lines apart. */
  readonly labels: readonly string[];
  readonly legend: string;
  readonly id: string;
  readonly title: Localized;
  readonly help?: Localized;
}

/** A line per group of GPUs: their mean, sum or maximum, as the metric has it. */
export function groupedChart(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  { labels, legend, id, title, help = metric.help }: By,
): TimeSeriesPanel | undefined {
  if (!isExported(metric, context)) return undefined;
  const { unit, max, across } = metric;
  const values = countedOnce(metric, selection, context, labels);
  return {
    id,
    kind: 'timeseries',
    title,
    help,
    unit,
    queries: [{ id: 'a', expr: `${AGGREGATION[across]} by (${labels.join(', ')}) (${values})`, legend }],
    ...(max === undefined ? {} : { max }),
    ...(across === 'sum' ? { stacked: true } : {}),
  };
}

/** The GPUs at the top of a metric, now. */
function topGpus(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  { id, title, legend }: Pick<By, 'id' | 'title' | 'legend'>,
): BarGaugePanel | undefined {
  if (!isExported(metric, context)) return undefined;
  const { unit, help, max, thresholds } = metric;
  const values = countedOnce(metric, selection, context, ['gpu', ...context.dialect.host]);
  return {
    id,
    kind: 'bargauge',
    title,
    help,
    unit,
    queries: [{ id: 'a', expr: `topk(10, ${values})`, legend, instant: true }],
    reduce: 'last',
    min: 0,
    ...(max === undefined ? {} : { max }),
    ...(thresholds === undefined ? {} : { thresholds }),
  };
}

/** The hottest GPUs of the selection, and those that draw most power. */
export function topOfAll(selection: Selection, context: MetricsContext): readonly BarGaugePanel[] {
  const legend = `{{${hostOf(context)}}} · GPU {{gpu}}`;
  return present(
    topGpus(metric('temperature'), selection, context, {
      id: 'hottest',
      title: { en: 'Hottest GPUs', 'zh-CN': '温度最高的 GPU' },
      legend,
    }),
    topGpus(metric('power'), selection, context, {
      id: 'hungriest',
      title: { en: 'GPUs with the highest power', 'zh-CN': '功率最高的 GPU' },
      legend,
    }),
  );
}

/** Those that this cluster can have. */
export function present<T>(...panels: readonly (T | undefined)[]): readonly T[] {
  return panels.filter((panel) => panel !== undefined);
}
