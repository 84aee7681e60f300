import { clockEventsOf } from '../../faults/index.ts';
import { CLOCK_EVENT_FIELDS } from '../../metrics/detailed.ts';
import {
  deviceSeries,
  exportedNames,
  identityLabels,
  inBaseUnit,
  type Matcher,
  type MetricsContext,
  metric,
  narrowed,
  newestValues,
  ofAnyPod,
  perDevice,
  type Selection,
} from '../../metrics/index.ts';
import type { StateTimelinePanel } from '../model.ts';
import { isExported, LEGEND } from './metricPanels.ts';

const EVERY_EVENT = clockEventsOf(0xffff);

/** Why the clocks were not at their highest, and when: a row per GPU and reason. Being idle is none to show. */
export function clockEventPanel(
  selection: Selection,
  context: MetricsContext,
): StateTimelinePanel | undefined {
  const { exported } = context;
  const fields = CLOCK_EVENT_FIELDS.filter((field) => exportedNames(field, exported).length > 0);
  if (fields.length === 0) return undefined;
  return {
    id: 'clockEvents',
    kind: 'state-timeline',
    title: { en: 'Clock events', 'zh-CN': '时钟事件' },
    help: {
      en: 'Why the clocks were below their highest. Power cap and application clocks are limits; investigate heat and power brake.',
      'zh-CN': '时钟未达到最高的原因。功率上限与应用时钟属于限制；过热与功率制动需要排查。',
    },
    unit: 'code',
    queries: [
      {
        id: 'a',
        expr: fields.map((field) => newestValues(field, selection, context)).join(' or '),
        legend: LEGEND,
      },
    ],
    bits: EVERY_EVENT.filter(({ bit }) => bit !== 1).map(({ bit, name }) => ({ bit, name })),
  };
}

/**
 * Which pods held the selection's GPUs, and when; the value is the GPU's utilization (0–1) meanwhile, 0 where that is not
 * exported. Undefined where the exporters name no workloads.
 */
export function occupancyPanel(
  selection: Selection,
  context: MetricsContext,
): StateTimelinePanel | undefined {
  const { dialect, exported } = context;
  const queries = dialect.workload.map((workload, index): StateTimelinePanel['queries'][number] => {
    const labels = [workload.namespace, workload.pod];
    const held = ofAnyPod(dialect)[index] ?? [];
    const ofPods = held.reduce(narrowed, selection);
    const by = [...identityLabels(dialect), ...labels];
    const use = inBaseUnit(metric('utilization'), exported, (field) =>
      newestValues(field, ofPods, context, { labels: by }),
    );
    const there = `${perDevice(deviceSeries(ofPods, exported), dialect, by)} * 0`;
    return {
      id: `pods${index}`,
      expr: isExported(metric('utilization'), context) ? use : there,
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
      en: 'Which pod held the GPU, and when, as the exporter named it on the GPU’s series. Pods that share a GPU are stacked.',
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
