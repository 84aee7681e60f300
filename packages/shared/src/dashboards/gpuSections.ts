import { clockEventsOf } from '../faults/index.ts';
import { CLOCK_EVENT_FIELDS, detailedCatalogue } from '../metrics/detailed.ts';
import {
  catalogue,
  deviceSeries,
  exportedFields,
  exportedNames,
  fieldValues,
  identityLabels,
  type Metric,
  type MetricGroup,
  type MetricsContext,
  metric,
  narrowed,
  ofAnyPod,
  perDevice,
  type Selection,
} from '../metrics/index.ts';
import { isExported, LEGEND, metricPanel } from './builtin.ts';
import type { Panel, PanelQuery } from './panel.ts';

/** In the order of the page. */
const GROUPS: readonly MetricGroup[] = [
  'use',
  'memory',
  'thermals',
  'power',
  'clocks',
  'interconnect',
  'errors',
];

/** XIDs have a history of their own, free memory is what used memory leaves, the limit is drawn with the power. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['xid', 'memoryFree', 'powerLimit']);

export interface MetricSection {
  readonly group: MetricGroup;
  readonly panels: readonly Panel[];
  /** What this cluster's exporters leave out of the group. */
  readonly missing: readonly Metric[];
}

/** Everything that is charted of the selection's GPUs, group by group. */
export function gpuSections(selection: Selection, context: MetricsContext): readonly MetricSection[] {
  const all: readonly Metric[] = [...catalogue, ...detailedCatalogue];
  return GROUPS.map((group) => {
    const own = all.filter(({ id, group: of }) => of === group && !SHOWN_ELSEWHERE.has(id));
    const panels = own
      .filter((one) => isExported(one, context))
      .map((one) => withLimit(metricPanel(one, selection, context), selection, context));
    const clocks = group === 'clocks' ? clockEventPanel(selection, context) : undefined;
    return {
      group,
      panels: clocks === undefined ? panels : [...panels, clocks],
      missing: own.filter((one) => !isExported(one, context)),
    };
  });
}

/** The power panel with the limit as a second line, where it is exported. */
function withLimit(panel: Panel, selection: Selection, context: MetricsContext): Panel {
  const limit = detailedCatalogue.find(({ id }) => id === 'powerLimit');
  if (panel.id !== 'power' || limit === undefined || !isExported(limit, context)) return panel;
  const [query] = metricPanel(limit, selection, context).queries;
  if (query === undefined) return panel;
  const legend = {
    en: `${LEGEND} · ${limit.name.en}`,
    'zh-CN': `${LEGEND} · ${limit.name['zh-CN']}`,
  };
  return { ...panel, queries: [...panel.queries, { ...query, id: 'limit', legend }] };
}

const EVERY_EVENT = clockEventsOf(0xffff);

/** Why the clocks were not at their highest, and when: a row per GPU and reason. Being idle is none to show. */
function clockEventPanel(selection: Selection, { dialect, exported }: MetricsContext): Panel | undefined {
  const fields = CLOCK_EVENT_FIELDS.filter((field) => exportedNames(field, exported).length > 0);
  if (fields.length === 0) return undefined;
  const samples = fields.map((field) => fieldValues(field, selection, exported)).join(' or ');
  return {
    id: 'clockEvents',
    kind: 'state-timeline',
    title: { en: 'Clock events', 'zh-CN': '时钟事件' },
    help: {
      en: 'Why the clocks were below their highest. Power cap and application clocks are limits; heat and power brake want looking into.',
      'zh-CN': '时钟未达到最高的原因。功率上限与应用时钟属于限制；过热与功率制动需要排查。',
    },
    unit: 'code',
    queries: [{ id: 'a', expr: perDevice(samples, dialect), legend: LEGEND }],
    bits: EVERY_EVENT.filter(({ bit }) => bit !== 1),
  };
}

/** Which pods held the selection's GPUs, and when; the value is the GPU's utilization meanwhile. */
export function occupancyPanel(selection: Selection, context: MetricsContext): Panel | undefined {
  const { dialect, exported } = context;
  const queries = dialect.workload.map((workload, index): PanelQuery => {
    const labels = [workload.namespace, workload.pod];
    const [held = []] = ofAnyPod({ ...dialect, workload: [workload] });
    const ofPods = held.reduce(narrowed, selection);
    const by = [...identityLabels(dialect), ...labels];
    const use = exportedFields(metric('utilization'), exported).map(
      ({ field, scale }) => `${perDevice(fieldValues(field, ofPods, exported), dialect, by)} * ${scale}`,
    );
    const there = `${perDevice(deviceSeries(ofPods, exported), dialect, by)} * 0`;
    return {
      id: `pods${index}`,
      expr: isExported(metric('utilization'), context) ? use.join(' or ') : there,
      legend: LEGEND,
      state: labels.map((label) => `{{${label}}}`).join('/'),
    };
  });
  if (queries.length === 0) return undefined;
  return {
    id: 'occupancy',
    kind: 'state-timeline',
    title: { en: 'Occupancy', 'zh-CN': '占用时间线' },
    help: {
      en: 'Which pod held the GPU, and when, as the exporter named it on the GPU’s series. Pods that share a GPU stand one above the other.',
      'zh-CN':
        '根据 exporter 在指标中标出的 Pod，显示 GPU 在何时被哪个 Pod 占用。共享同一 GPU 的 Pod 上下排列。',
    },
    unit: 'ratio',
    queries,
  };
}
