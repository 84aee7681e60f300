import type { Dialect } from '../contract/clusters.ts';
import { type Matcher, type MetricId, metric, metricExpression, selector } from '../metrics/index.ts';
import type { Panel } from './panel.ts';

/** What a cluster's Prometheus holds and how its series are labelled. */
export interface MetricsContext {
  readonly dialect: Dialect;
  readonly exported: ReadonlySet<string>;
}

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

const LEGEND = 'GPU {{gpu}}{{#GPU_I_ID}} · MIG {{GPU_I_ID}} {{GPU_I_PROFILE}}{{/GPU_I_ID}}';

/** One panel for a metric, a line per GPU that the matchers select. */
function metricPanel(id: MetricId, matchers: readonly Matcher[], context: MetricsContext): Panel {
  const { name, help, unit, max, thresholds } = metric(id);
  return {
    id,
    kind: 'timeseries',
    title: name,
    help,
    unit,
    queries: [
      {
        id: 'a',
        expr: metricExpression(metric(id), matchers, context.dialect, context.exported),
        legend: LEGEND,
      },
    ],
    ...(max === undefined ? {} : { max }),
    ...(thresholds === undefined ? {} : { thresholds }),
  };
}

/** The panels of a node's, GPU's or pod's page: a chart per metric with a line per GPU; metrics nobody exports are left out. */
export function gpuPanels(matchers: readonly Matcher[], context: MetricsContext): readonly Panel[] {
  return GPU_PAGE.filter((id) => metric(id).fields.some(({ field }) => context.exported.has(field))).map(
    (id) => metricPanel(id, matchers, context),
  );
}

/** The matchers for the GPUs with these UUIDs. */
export function gpuMatchers(uuids: readonly string[], { dialect }: MetricsContext): readonly Matcher[] {
  return [{ label: dialect.uuid, in: uuids }];
}

/** The matchers for what a pod held, whenever it held it; undefined where the exporter does not name workloads. */
export function podMatchers(
  namespace: string,
  name: string,
  { dialect }: MetricsContext,
): readonly Matcher[] | undefined {
  if (dialect.pod === null || dialect.namespace === null) return undefined;
  return [
    { label: dialect.namespace, in: [namespace] },
    { label: dialect.pod, in: [name] },
  ];
}

/** The Overview's charts: how many GPUs are held and how busy those are; what the fleet draws. */
export function overviewPanels(context: MetricsContext): readonly Panel[] {
  const { dialect, exported } = context;
  const device = `${dialect.uuid}, GPU_I_ID`;
  const utilization = metricExpression(metric('utilization'), [], dialect, exported);
  const held = dialect.pod === null ? undefined : `DCGM_FI_DEV_FB_USED{${dialect.pod}!=""}`;
  const heldUtilization = held === undefined ? utilization : `(${utilization}) and on (${device}) ${held}`;

  const use: Panel = {
    id: 'fleetUse',
    kind: 'timeseries',
    title: { en: 'Allocation and utilization', 'zh-CN': '分配率与利用率' },
    help: {
      en: 'Share of the GPUs that pods hold, and the mean utilization of just those.',
      'zh-CN': '被 Pod 占用的 GPU 占比，以及这些 GPU 的平均利用率。',
    },
    unit: 'ratio',
    max: 1,
    queries: [
      ...(held === undefined
        ? []
        : [
            {
              id: 'allocated',
              expr: `count(group by (${device}) (${held})) / count(group by (${device}) (DCGM_FI_DEV_FB_USED))`,
              legend: { en: 'allocated', 'zh-CN': '已分配' },
            },
          ]),
      {
        id: 'utilization',
        expr: `avg(${heldUtilization})`,
        legend: { en: 'utilization', 'zh-CN': '利用率' },
      },
    ],
  };
  const power: Panel = {
    id: 'fleetPower',
    kind: 'timeseries',
    title: { en: 'Power', 'zh-CN': '功率' },
    help: { en: 'Power drawn by all GPUs together.', 'zh-CN': '所有 GPU 的总功耗。' },
    unit: 'watts',
    queries: [
      {
        id: 'power',
        expr: `sum(max by (${dialect.uuid}) (DCGM_FI_DEV_POWER_USAGE))`,
        legend: { en: 'power', 'zh-CN': '功率' },
      },
    ],
  };
  return [use, power];
}

/** Energy of the whole fleet over the range shown, in joules: the counter is in mJ and resets with the driver. */
export function fleetEnergyExpression(
  { dialect }: MetricsContext,
  matchers: readonly Matcher[] = [],
): string {
  return `sum(max by (${dialect.uuid}) (increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION${selector(matchers)}[$__range]))) / 1000`;
}
