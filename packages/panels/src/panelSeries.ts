import type { Frame } from '@gpu-console/shared/contract';
import { type Panel, type PanelQuery, renderLegend } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';

type Labels = Readonly<Record<string, string>>;

/** One line of a chart; `values[i]` (base units) belongs to the time `start + i × step`, null is a gap. */
export interface ChartSeries {
  /** Says which series this is: the same in every panel of a page that shows the same labels. */
  readonly key: string;
  readonly name: string;
  readonly labels: Labels;
  /** The panel's query that it answers. */
  readonly queryId: string;
  /** Unix seconds. */
  readonly start: number;
  /** Seconds. */
  readonly step: number;
  readonly values: readonly (number | null)[];
}

/** A series and the colour it is drawn in. */
export interface DrawnSeries extends ChartSeries {
  readonly colour: string;
}

const byName = new Intl.Collator('en', { numeric: true });

/**
 * The lines of a panel in the order of their names, in its base unit. `frames[i]` answers the panel's query `i`; null: no
 * answer yet. Buckets of a heat map stay counts: it is their bounds that have the panel's unit.
 */
export function panelSeries(
  panel: Panel,
  frames: readonly (Frame | null)[],
  locale: Locale,
): readonly ChartSeries[] {
  const named = panel.queries.flatMap((query, index) => {
    const frame = frames[index];
    if (!frame) return [];
    const legend = typeof query.legend === 'string' ? query.legend : query.legend[locale];
    const scale = query.format === 'heatmap' ? 1 : (panel.scale ?? 1);
    return frameSeries(query, legend, frame, scale, panel.queries.length > 1);
  });
  return distinctNames(named).sort((a, b) => byName.compare(a.name, b.name));
}

/**
 * Series of one query are told apart by their labels. Where a panel has several queries the query joins in, because two
 * of them may answer with the same labels.
 */
function frameSeries(
  query: PanelQuery,
  legend: string,
  { start, step, series }: Frame,
  scale: number,
  several: boolean,
): ChartSeries[] {
  return series.map(({ labels, values }) => ({
    key: several ? `${identity(labels)} ${query.id}` : identity(labels),
    name: renderLegend(legend, labels),
    labels,
    start,
    step,
    values: scale === 1 ? values : values.map((value) => (value === null ? null : value * scale)),
    queryId: query.id,
  }));
}

/** The same for the same labels, whatever their order and the metric's name. */
export function identity(labels: Labels): string {
  const pairs = Object.entries(labels).filter(([name]) => name !== '__name__');
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Series that share a name get the labels that differ between them as a suffix. */
function distinctNames(series: readonly ChartSeries[]): ChartSeries[] {
  const groups = new Map<string, ChartSeries[]>();
  for (const one of series) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return group;
    const suffixes = group.map(({ labels }) => differing(group, labels));
    const distinct = new Set(suffixes).size === group.length;
    return group.map((one, index) => ({
      ...one,
      name: `${one.name} · ${distinct ? suffixes[index] : `${one.queryId} ${index + 1}`}`,
    }));
  });
}

function differing(group: readonly ChartSeries[], labels: Labels): string {
  const names = new Set(group.flatMap((one) => Object.keys(one.labels)));
  return [...names]
    .filter((name) => new Set(group.map((one) => one.labels[name])).size > 1)
    .map((name) => labels[name] ?? '')
    .filter(Boolean)
    .join(' ');
}
