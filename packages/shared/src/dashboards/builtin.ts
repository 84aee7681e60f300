import {
  deviceSeries,
  EVERYTHING,
  exportedNames,
  fieldValues,
  type Metric,
  type MetricId,
  type MetricsContext,
  metric,
  metricExpression,
  ofAnyPod,
  perDevice,
  type Selection,
  windowValues,
} from '../metrics/index.ts';
import type { TimeSeriesPanel } from './model.ts';
import type { Panel } from './panel.ts';

const GPU_PAGE: readonly MetricId[] = [
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

export const LEGEND = 'GPU {{gpu}}{{#GPU_I_ID}} · MIG {{GPU_I_ID}} {{GPU_I_PROFILE}}{{/GPU_I_ID}}';

/** One panel for a metric, a line per GPU of the selection. */
export function metricPanel(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
): Panel & TimeSeriesPanel {
  const { id, name, help, unit, max, thresholds } = metric;
  return {
    id,
    kind: 'timeseries',
    title: name,
    help,
    unit,
    queries: [
      {
        id: 'a',
        expr: metricExpression(metric, selection, context),
        legend: LEGEND,
      },
    ],
    ...(max === undefined ? {} : { max }),
    ...(thresholds === undefined ? {} : { thresholds }),
  };
}

/** Whether any of the metric's fields is in this cluster's Prometheus. */
export function isExported({ fields }: Metric, { exported }: MetricsContext): boolean {
  return fields.some(({ field }) => exportedNames(field, exported).length > 0);
}

/** The panels of a node's, GPU's or pod's page: a chart per metric with a line per GPU; metrics nobody exports are left out. */
export function gpuPanels(
  selection: Selection,
  context: MetricsContext,
): readonly (Panel & TimeSeriesPanel)[] {
  return GPU_PAGE.filter((id) => isExported(metric(id), context)).map((id) =>
    metricPanel(metric(id), selection, context),
  );
}

/**
 * The Overview's charts: how many GPUs pods hold, in whole or in part (MIG, time-slicing), and how busy what they hold is;
 * what the fleet draws.
 */
export function overviewPanels(context: MetricsContext): readonly Panel[] {
  const { dialect, exported } = context;
  const [uuid = 'UUID'] = dialect.uuid;
  const device = [uuid, 'GPU_I_ID'];
  const held = deviceSeries(ofAnyPod(dialect), exported);
  const namesPods = dialect.workload.length > 0;
  const gpus = (series: string) => `count(${perDevice(series, dialect, [uuid])})`;
  const utilization = metricExpression(metric('utilization'), EVERYTHING, context);
  const heldUtilization = `(${utilization}) and on (${device.join(', ')}) ${perDevice(held, dialect, device)}`;

  const use: Panel = {
    id: 'fleetUse',
    kind: 'timeseries',
    title: { en: 'Allocation and utilization', 'zh-CN': '分配率与利用率' },
    help: {
      en: 'Share of the GPUs that pods hold, in whole or in part, and the mean utilization of just what they hold.',
      'zh-CN': '被 Pod 占用（整卡或部分）的 GPU 占比，以及被占用部分的平均利用率。',
    },
    unit: 'ratio',
    max: 1,
    queries: [
      ...(namesPods
        ? [
            {
              id: 'allocated',
              expr: `${gpus(held)} / ${gpus(deviceSeries(EVERYTHING, exported))}`,
              legend: { en: 'allocated', 'zh-CN': '已分配' },
            },
          ]
        : []),
      {
        id: 'utilization',
        expr: `avg(${namesPods ? heldUtilization : utilization})`,
        legend: { en: 'utilization', 'zh-CN': '利用率' },
      },
    ],
  };
  const draws = fieldValues('DCGM_FI_DEV_POWER_USAGE', EVERYTHING, exported, metric('power'));
  const power: Panel = {
    id: 'fleetPower',
    kind: 'timeseries',
    title: { en: 'Power', 'zh-CN': '功率' },
    help: { en: 'Power drawn by all GPUs together.', 'zh-CN': '所有 GPU 的总功耗。' },
    unit: 'watts',
    queries: [
      {
        id: 'power',
        expr: `sum(${perDevice(draws, dialect, [uuid])})`,
        legend: { en: 'power', 'zh-CN': '功率' },
      },
    ],
  };
  return [use, power];
}

/** Energy of the selection over the range shown, in joules: the counter is in mJ and resets with the driver. */
export function energyExpression(
  { dialect, exported }: MetricsContext,
  selection: Selection = EVERYTHING,
): string {
  const counted = windowValues('increase', 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', '$__range', selection, {
    exported,
    metric: metric('energy'),
  });
  return `sum(${perDevice(counted, dialect, dialect.uuid.slice(0, 1))}) / 1000`;
}
