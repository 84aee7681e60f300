import { detailedCatalogue, nvlinkErrorCatalogue, throttlingCatalogue } from '../../metrics/detailed.ts';
import {
  catalogue,
  exportedNames,
  type Metric,
  type MetricGroup,
  type MetricsContext,
  measuredLabels,
  metricExpression,
  type Selection,
} from '../../metrics/index.ts';
import type { Localized } from '../../units/index.ts';
import type { TimeSeriesPanel } from '../model.ts';

/** What a device is called in legends: by its index on the node, and its MIG instance. */
export const LEGEND = 'GPU {{gpu}}{{#GPU_I_ID}} · MIG {{GPU_I_ID}} {{GPU_I_PROFILE}}{{/GPU_I_ID}}';

/** A metric's chart: its title is the metric's name. */
export type MetricPanel = TimeSeriesPanel & { readonly title: Localized };

/**
 * One panel for a metric, a line per GPU of the selection.
 * @param hosts whether the lines say their hosts: they need to where GPUs of several have the same index
 */
export function metricPanel(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  hosts = false,
): MetricPanel {
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
        expr: metricExpression(metric, selection, context, [
          ...measuredLabels(metric, context.dialect),
          ...(hosts ? hostLabels(context) : []),
        ]),
        legend: LEGEND,
      },
    ],
    ...(max === undefined ? {} : { max }),
    ...(thresholds === undefined ? {} : { thresholds }),
  };
}

/** What names a line's host; nothing where exporters differ in it, since a device that two of them report is one line. */
function hostLabels({ dialect: { host, overlaps } }: MetricsContext): readonly string[] {
  return host.length === 1 && overlaps === undefined ? host : [];
}

/** Whether any of the metric's fields is in this cluster's Prometheus. */
export function isExported({ fields }: Metric, { exported }: MetricsContext): boolean {
  return fields.some(({ field }) => exportedNames(field, exported).length > 0);
}

/** XIDs have a history of their own, free memory is what used memory leaves, the limit is drawn with the power. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['xid', 'memoryFree', 'powerLimit']);

/** Metrics that are read together: one chart has them all, each with a line of its own. */
interface Family {
  readonly group: MetricGroup;
  readonly panel: Pick<TimeSeriesPanel, 'id' | 'title' | 'help'>;
  readonly members: readonly Metric[];
}

const FAMILIES: readonly Family[] = [
  {
    group: 'clocks',
    panel: {
      id: 'throttling',
      title: { en: 'Clock throttling', 'zh-CN': '降频时间占比' },
      help: {
        en: 'Share of time in which the clocks were throttled, by cause, as counted by the GPU.',
        'zh-CN': 'GPU 统计的降频时间占比，按原因区分。',
      },
    },
    members: throttlingCatalogue,
  },
  {
    group: 'interconnect',
    panel: {
      id: 'nvlinkErrors',
      title: { en: 'NVLink errors', 'zh-CN': 'NVLink 错误' },
      help: {
        en: 'Damaged packets, replays and recoveries over all NVLinks. Frequent errors mean that a link is failing.',
        'zh-CN': '所有 NVLink 上的损坏包、重传与链路恢复次数。频繁出现说明链路有问题。',
      },
    },
    members: nvlinkErrorCatalogue,
  },
];

/** The metrics of a group, told apart by the charts that they have. */
function metricsOf(group: MetricGroup) {
  const all: readonly Metric[] = [...catalogue, ...detailedCatalogue];
  return {
    alone: all.filter(({ id, group: of }) => of === group && !SHOWN_ELSEWHERE.has(id)),
    families: FAMILIES.filter((family) => family.group === group),
  };
}

/** Everything that is charted of the selection's GPUs in a group; metrics that nobody exports are left out. */
export function groupPanels(
  group: MetricGroup,
  selection: Selection,
  context: MetricsContext,
  hosts = false,
): readonly TimeSeriesPanel[] {
  const { alone, families } = metricsOf(group);
  return [
    ...alone
      .filter((one) => isExported(one, context))
      .map((one) => withLimit(metricPanel(one, selection, context, hosts), selection, context, hosts)),
    ...families.flatMap((family) => familyPanel(family, selection, context, hosts) ?? []),
  ];
}

/** The metrics of a group that this cluster's exporters leave out. */
export function missingMetrics(group: MetricGroup, context: MetricsContext): readonly Metric[] {
  const { alone, families } = metricsOf(group);
  return [...alone, ...families.flatMap(({ members }) => members)].filter((one) => !isExported(one, context));
}

function familyPanel(
  { panel, members }: Family,
  selection: Selection,
  context: MetricsContext,
  hosts: boolean,
): TimeSeriesPanel | undefined {
  const exported = members.filter((one) => isExported(one, context));
  const panels = exported.map((one) => metricPanel(one, selection, context, hosts));
  const [first] = panels;
  if (first === undefined) return undefined;
  const queries = panels.flatMap(({ id, title, queries }) =>
    queries.map((query) => ({ ...query, id, legend: legendWith(title) })),
  );
  return { ...first, ...panel, queries };
}

/** The GPU's name with what else the line is. */
function legendWith(name: Localized): Localized {
  return { en: `${LEGEND} · ${name.en}`, 'zh-CN': `${LEGEND} · ${name['zh-CN']}` };
}

/** The power panel with the limit as a second line, where it is exported. */
function withLimit(
  panel: TimeSeriesPanel,
  selection: Selection,
  context: MetricsContext,
  hosts: boolean,
): TimeSeriesPanel {
  const limit = detailedCatalogue.find(({ id }) => id === 'powerLimit');
  if (panel.id !== 'power' || limit === undefined || !isExported(limit, context)) return panel;
  const [query] = metricPanel(limit, selection, context, hosts).queries;
  if (query === undefined) return panel;
  return { ...panel, queries: [...panel.queries, { ...query, id: 'limit', legend: legendWith(limit.name) }] };
}
