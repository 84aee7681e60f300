import { clockEventsOf } from '../faults/index.ts';
import {
  CLOCK_EVENT_FIELDS,
  detailedCatalogue,
  heldBackCatalogue,
  nvlinkErrorCatalogue,
} from '../metrics/detailed.ts';
import {
  catalogue,
  deviceSeries,
  exportedFields,
  exportedNames,
  fieldValues,
  identityLabels,
  type Matcher,
  type Metric,
  type MetricGroup,
  type MetricsContext,
  metric,
  narrowed,
  ofAnyPod,
  perDevice,
  type Selection,
} from '../metrics/index.ts';
import type { Localized } from '../units/locale.ts';
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

/** Metrics that are read together: one chart has them all, each with a line of its own. */
interface Family {
  readonly group: MetricGroup;
  readonly panel: Pick<Panel, 'id' | 'title' | 'help'>;
  readonly members: readonly Metric[];
}

const FAMILIES: readonly Family[] = [
  {
    group: 'clocks',
    panel: {
      id: 'heldBack',
      title: { en: 'Clocks held down', 'zh-CN': '降频时间占比' },
      help: {
        en: 'Share of time in which the clocks were below what was asked of them, by cause, as counted by the GPU.',
        'zh-CN': 'GPU 统计的降频时间占比，按原因区分。',
      },
    },
    members: heldBackCatalogue,
  },
  {
    group: 'interconnect',
    panel: {
      id: 'nvlinkErrors',
      title: { en: 'NVLink errors', 'zh-CN': 'NVLink 错误' },
      help: {
        en: 'Damaged packets, replays and recoveries over all NVLinks. More than now and then: a link is failing.',
        'zh-CN': '所有 NVLink 上的损坏包、重传与链路恢复次数。频繁出现说明链路有问题。',
      },
    },
    members: nvlinkErrorCatalogue,
  },
];

/** Everything that is charted of the selection's GPUs, group by group. */
export function gpuSections(selection: Selection, context: MetricsContext): readonly MetricSection[] {
  const all: readonly Metric[] = [...catalogue, ...detailedCatalogue];
  return GROUPS.map((group) => {
    const own = all.filter(({ id, group: of }) => of === group && !SHOWN_ELSEWHERE.has(id));
    const families = FAMILIES.filter((family) => family.group === group);
    const charted = own
      .filter((one) => isExported(one, context))
      .map((one) => withLimit(metricPanel(one, selection, context), selection, context));
    const clocks = group === 'clocks' ? clockEventPanel(selection, context) : undefined;
    return {
      group,
      panels: [
        ...charted,
        ...families.flatMap((family) => familyPanel(family, selection, context) ?? []),
        ...(clocks === undefined ? [] : [clocks]),
      ],
      missing: [...own, ...families.flatMap(({ members }) => members)].filter(
        (one) => !isExported(one, context),
      ),
    };
  });
}

function familyPanel(
  { panel, members }: Family,
  selection: Selection,
  context: MetricsContext,
): Panel | undefined {
  const exported = members.filter((one) => isExported(one, context));
  const panels = exported.map((one) => metricPanel(one, selection, context));
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
function withLimit(panel: Panel, selection: Selection, context: MetricsContext): Panel {
  const limit = detailedCatalogue.find(({ id }) => id === 'powerLimit');
  if (panel.id !== 'power' || limit === undefined || !isExported(limit, context)) return panel;
  const [query] = metricPanel(limit, selection, context).queries;
  if (query === undefined) return panel;
  return { ...panel, queries: [...panel.queries, { ...query, id: 'limit', legend: legendWith(limit.name) }] };
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
      pod: { namespace: workload.namespace, name: workload.pod },
    };
  });
  if (queries.length === 0) return undefined;
  const rows = { id: 'devices', expr: devices(selection, context), legend: LEGEND };
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
    queries: [rows, ...queries],
  };
}

/** The selection's devices, held or not: MIG instances in the place of the GPU that they are parts of. */
function devices(selection: Selection, { dialect, exported }: MetricsContext): string {
  const those = (matcher: Matcher) =>
    perDevice(deviceSeries(narrowed(selection, matcher), exported), dialect);
  const instances = those({ label: 'GPU_I_ID', matching: '.+' });
  const whole = those({ label: 'GPU_I_ID', in: [''] });
  return `${instances} or (${whole} unless on (${dialect.uuid[0] ?? 'UUID'}) ${instances})`;
}
