import type { DashboardPanel, QueryPanel } from '@gpu-console/shared/dashboards';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { CHINESE, LONG } from '../names.ts';
import type { Specimen } from '../specimen.ts';

const NO_VALUES = new Map();
const NONE_TURNED: ReadonlySet<string> = new Set();
const THRESHOLDS = { warning: 0.7, critical: 0.85 };

/** @param expr what it is answered with: the name of one of `curves`, or `loading`, `failed`, `refused`, `nothing` */
const asking = (expr: string) => ({
  id: 'specimen',
  title: 'Utilization',
  help: CHINESE,
  grid: { x: 0, y: 0, w: 24, h: 8 },
  unit: 'ratio' as const,
  queries: [{ id: 'a', expr, legend: '{{gpu}}{{le}}' }],
});

const lines = (expr: string): DashboardPanel => ({ ...asking(expr), kind: 'timeseries', max: 1 });
const number = { ...asking('gpus'), kind: 'stat', reduce: 'last', show: 'number' } as const;
const bars = { ...asking('gpus'), kind: 'bargauge', reduce: 'last', max: 1 } as const;
const slices = { ...asking('gpus'), kind: 'pie', reduce: 'last', shape: 'donut' } as const;
const text = { id: 'text', title: 'About', kind: 'text', grid: asking('').grid } as const;
const STATES = [
  { from: 0, to: 0, text: 'Idle' },
  { from: 1, to: 1, text: CHINESE },
  { from: 2, to: 2, text: LONG },
];

/** Every kind of panel with data, by what is special about it. */
const KINDS: Readonly<
  Record<DashboardPanel['kind'], Readonly<Record<string, DashboardPanel | readonly DashboardPanel[]>>>
> = {
  timeseries: {
    lines: lines('gpus'),
    'stacked areas, legend as a list': {
      ...asking('gpus'),
      kind: 'timeseries',
      stacked: true,
      fill: 0.3,
      legend: { show: true, as: 'list', placement: 'bottom', values: ['mean', 'max'] },
    },
    'many series': lines('many'),
    'long names, Chinese': { ...asking('named'), kind: 'timeseries', title: `${CHINESE} ${LONG}` },
    'stale: the newest samples are old': lines('old'),
    'empty: all gaps': lines('gaps'),
    'error: the server refused': lines('refused'),
    'error: one query of two': {
      ...asking('gpus'),
      kind: 'timeseries',
      queries: [
        { id: 'a', expr: 'gpus', legend: '{{gpu}}' },
        { id: 'b', expr: 'failed', legend: '' },
      ],
    },
  },
  'state-timeline': {
    'long names, Chinese': { ...asking('steps'), kind: 'state-timeline', mappings: STATES },
    'many rows': { ...asking('manySteps'), kind: 'state-timeline', mappings: STATES },
  },
  stat: {
    number,
    'number, in colour': { ...number, thresholds: THRESHOLDS, paint: 'background' },
    'number, long names': { ...number, ...asking('named') },
    sparkline: { ...number, show: 'sparkline' },
    gauge: { ...number, show: 'gauge', max: 1, thresholds: THRESHOLDS },
    'gauge of one': { ...number, ...asking('one'), show: 'gauge', max: 1 },
  },
  bargauge: {
    horizontal: { ...bars, thresholds: THRESHOLDS },
    vertical: { ...bars, orientation: 'vertical' },
    many: { ...bars, ...asking('many') },
    'long names, Chinese': { ...bars, ...asking('named') },
  },
  pie: {
    donut: slices,
    'pie, legend below': { ...slices, shape: 'pie', legendPlacement: 'bottom' },
    'in colour': { ...slices, thresholds: THRESHOLDS },
    many: { ...slices, ...asking('many') },
    'long names, Chinese': { ...slices, ...asking('named') },
  },
  table: {
    labels: { ...asking('gpus'), kind: 'table', thresholds: THRESHOLDS },
    'long names, Chinese': { ...asking('named'), kind: 'table', title: LONG },
  },
  heatmap: {
    'a row per series': { ...asking('gpus'), kind: 'heatmap' },
    'a row per bucket': { ...asking('buckets'), kind: 'heatmap', unit: 'count' },
    'many rows': { ...asking('many'), kind: 'heatmap' },
    'long names, Chinese': { ...asking('named'), kind: 'heatmap' },
  },
  text: {
    Markdown: { ...text, format: 'markdown', content: `## ${CHINESE}\n\n- **one**\n- ${LONG}` },
    plain: { ...text, format: 'plain', content: `${CHINESE}\n${LONG}` },
    empty: { ...text, title: '', format: 'plain', content: '' },
  },
  row: {
    open: [
      { id: 'row', title: LONG, kind: 'row', collapsed: false },
      { ...number, row: 'row' },
    ],
    folded: [
      { id: 'row', title: CHINESE, kind: 'row', collapsed: true },
      { ...number, row: 'row' },
    ],
  },
  unsupported: {
    'of another program': { ...text, title: CHINESE, kind: 'unsupported', type: 'geomap' },
  },
};

/** The same panel where its query brings nothing. */
function troubles(panel: QueryPanel): Readonly<Record<string, DashboardPanel>> {
  const asked = (expr: string) => ({ ...panel, queries: asking(expr).queries });
  return { loading: asked('loading'), empty: asked('nothing'), error: asked('failed') };
}

/** Panels on a dashboard, as a page shows them. */
function PanelsSpecimen({ panels }: { panels: readonly DashboardPanel[] }) {
  return <DashboardView dashboard={{ panels }} values={NO_VALUES} turned={NONE_TURNED} onTurn={() => {}} />;
}

/** Every panel kind in all its states. */
export const panels: readonly Specimen[] = Object.entries(KINDS).map(([kind, own]) => {
  const first = Object.values(own)
    .flat()
    .find((panel) => 'queries' in panel && panel.kind === kind);
  const all = { ...own, ...(first !== undefined && 'queries' in first ? troubles(first) : {}) };
  const states = Object.entries(all).map(([name, given]) => {
    const shown = 'kind' in given ? [given] : given;
    return [name, <PanelsSpecimen key={name} panels={shown} />] as const;
  });
  return { files: [`panels: ${kind}`], states: Object.fromEntries(states) };
});
