import type { Frame } from '@gpu-console/shared/contract';
import { type ResolvedPanel, type ResolvedQuery, renderLegend } from '@gpu-console/shared/dashboards';
import type { Unit } from '@gpu-console/shared/units';

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

/** Of these zero means that nothing happened. */
const EVENTS: ReadonlySet<Unit> = new Set<Unit>(['count', 'perSecond', 'code']);
/** PromQL whose answers come in an order of their own. */
const SORTED = /^\s*(?:topk|bottomk|sort\w*)\s*\(/;

/**
 * The lines of a panel in the order of their names, in its base unit: those that count events only zeros after the others,
 * and what a query sorts in the query's order. `frames[i]` answers the panel's query `i`; null: no
 * answer yet. Buckets of a heat map stay counts: it is their bounds that have the panel's unit.
 */
export function panelSeries(panel: ResolvedPanel, frames: readonly (Frame | null)[]): readonly ChartSeries[] {
  const named = panel.queries.flatMap((query, index) => {
    const frame = frames[index];
    if (!frame) return [];
    const scale = query.format === 'heatmap' ? 1 : (panel.scale ?? 1);
    return frameSeries(query, frame, scale, panel.queries.length > 1);
  });
  const distinct = distinctNames(distinctKeys(named));
  const [query] = panel.queries;
  if (panel.queries.length === 1 && query?.instant && SORTED.test(query.expr)) return distinct;
  const quiet = new Set(EVENTS.has(panel.unit) ? distinct.filter(isQuiet) : []);
  return distinct.toSorted(
    (a, b) => Number(quiet.has(a)) - Number(quiet.has(b)) || byName.compare(a.name, b.name),
  );
}

const isQuiet = ({ values }: ChartSeries) => !values.some(Boolean);

/** Series that differ in their metric's name alone, as those of `{__name__=~"A|B"}`, have it in their keys. */
function distinctKeys(series: readonly ChartSeries[]): readonly ChartSeries[] {
  const keys = unique(
    series.map(({ key }) => key),
    (index) => series[index]?.labels.__name__ ?? '',
  );
  return series.map((one, index) => ({ ...one, key: keys[index] ?? one.key }));
}

/** The texts, each once: those that several have get a suffix, and where that is not enough, a number. */
function unique(texts: readonly string[], suffixOf: (index: number) => string): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return texts.map((text, index) => {
    const suffix = (counts.get(text) ?? 0) > 1 ? suffixOf(index) : '';
    const wish = suffix === '' ? text : `${text} ${suffix}`;
    let own = wish;
    for (let n = numbers.get(wish) ?? 2; taken.has(own); n += 1) {
      own = `${wish} (${n})`;
      numbers.set(wish, n + 1);
    }
    taken.add(own);
    return own;
  });
}

/**
 * Series of one query are told apart by their labels. Where a panel has several queries the query joins in, because two
 * of them may answer with the same labels.
 */
function frameSeries(
  query: ResolvedQuery,
  { start, step, series }: Frame,
  scale: number,
  several: boolean,
): ChartSeries[] {
  return series.map(({ labels, values }) => ({
    key: several ? `${identity(labels)} ${query.id}` : identity(labels),
    name: renderLegend(query.legend, labels),
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

/** Series that share a name get the labels that tell them apart as a suffix; each stays in its place. */
function distinctNames(series: readonly ChartSeries[]): readonly ChartSeries[] {
  const groups = new Map<string, ChartSeries[]>();
  for (const one of series) {
    const group = groups.get(one.name);
    if (group === undefined) groups.set(one.name, [one]);
    else group.push(one);
  }
  const renamed = new Map(
    [...groups.values()].filter((group) => group.length > 1).flatMap((group) => suffixed(group)),
  );
  const names = unique(
    series.map((one) => renamed.get(one) ?? one.name),
    () => '',
  );
  return series.map((one, index) => ({ ...one, name: names[index] ?? one.name }));
}

/** Names for series that share one. */
function suffixed(group: readonly ChartSeries[]): readonly (readonly [ChartSeries, string])[] {
  const suffixes = textsOf(group, telling(group));
  const isTold = new Set(suffixes).size === group.length;
  return group.map((one, index) => [
    one,
    `${one.name} · ${isTold ? suffixes[index] : `${one.queryId} ${index + 1}`}`,
  ]);
}

/** As few labels as tell the series of a group apart; of those that do so equally well the shortest to read. */
function telling(group: readonly ChartSeries[]): readonly string[] {
  let left = differing(group);
  let chosen: readonly string[] = [];
  let told = 1;
  while (told < group.length && left.length > 0) {
    const candidates = left.map((label) => {
      const texts = textsOf(group, [...chosen, label]);
      return { label, told: new Set(texts).size, length: texts.join('').length };
    });
    const best = candidates.reduce((a, b) =>
      b.told > a.told || (b.told === a.told && b.length < a.length) ? b : a,
    );
    if (best.told === told) break;
    told = best.told;
    chosen = [...chosen, best.label];
    left = left.filter((label) => label !== best.label);
  }
  return chosen;
}

const textsOf = (group: readonly ChartSeries[], names: readonly string[]) =>
  group.map(({ labels }) =>
    names
      .map((name) => labels[name] ?? '')
      .filter(Boolean)
      .join(' '),
  );

/** The labels that are not the same in all of a group. */
function differing(group: readonly ChartSeries[]): readonly string[] {
  const names = new Set(group.flatMap((one) => Object.keys(one.labels)));
  return [...names].filter((name) => group.some((one) => one.labels[name] !== group[0]?.labels[name]));
}
