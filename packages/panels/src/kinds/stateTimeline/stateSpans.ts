import {
  type Resolved,
  type ResolvedQuery,
  renderLegend,
  type StateTimelinePanel,
} from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { mappedText, panelText, stepsOf } from '../../panelReading.ts';
import type { DrawnSeries } from '../../panelSeries.ts';

/** For as long as something was the case. Times are Unix seconds. */
export interface StateSpan {
  readonly from: number;
  readonly to: number;
  readonly state: string;
  /** The mean of the series' values meanwhile, in the panel's unit; null where the values are masks. */
  readonly mean: number | null;
  /** What the state is, where it is a pod. */
  readonly pod: PodName | null;
  /** The value that the state stands for, where it is one. */
  readonly value?: number;
}

interface PodName {
  readonly namespace: string;
  readonly name: string;
}

export interface StateRow {
  readonly name: string;
  /** Spans of one lane do not overlap; what is the case at the same time stands in the next. */
  readonly lanes: readonly (readonly StateSpan[])[];
}

const byName = new Intl.Collator('en', { numeric: true });

/** The panel's series as rows of spans, in the order of the rows' names. */
export function stateRows(
  panel: Resolved<StateTimelinePanel>,
  series: readonly DrawnSeries[],
  locale: Locale,
): readonly StateRow[] {
  const rows = new Map<string, StateSpan[]>();
  if (panel.bits === undefined && panel.queries.every(({ state }) => state === undefined)) {
    for (const one of series) rows.set(one.name, valueSpans(panel, one, locale));
    return sorted(rows);
  }
  for (const one of series) {
    const query = panel.queries.find(({ id }) => id === one.queryId) ?? panel.queries[0];
    if (query === undefined) continue;
    const name = renderLegend(query.legend, one.labels);
    const spans = rows.get(name) ?? [];
    rows.set(name, spans);
    if (panel.bits === undefined) {
      if (query.state === undefined) continue;
      const state = renderLegend(query.state, one.labels);
      const pod = podOf(query, one.labels);
      spans.push(...runs(one, (value) => value !== null).map((run) => ({ ...run, state, pod })));
      continue;
    }
    for (const { bit, name } of panel.bits) {
      const set = runs(one, (value) => value !== null && (value & bit) !== 0);
      spans.push(...set.map((run) => ({ ...run, state: name, mean: null, pod: null })));
    }
  }
  return sorted(rows);
}

function sorted(rows: ReadonlyMap<string, readonly StateSpan[]>): readonly StateRow[] {
  return [...rows]
    .sort(([a], [b]) => byName.compare(a, b))
    .map(([name, spans]) => ({ name, lanes: lanesOf(spans) }));
}

/** A span for as long as a series' values read the same. */
function valueSpans(panel: Resolved<StateTimelinePanel>, one: DrawnSeries, locale: Locale): StateSpan[] {
  const texts = one.values.map((value) => (value === null ? null : stateText(panel, value, locale)));
  const values = new Map(texts.map((text, index) => [text, one.values[index] ?? 0]));
  const spans: StateSpan[] = [];
  let first = 0;
  for (let index = 1; index <= texts.length; index += 1) {
    const state = texts[first] ?? null;
    if (index < texts.length && texts[index] === texts[first]) continue;
    const run = state === null ? undefined : { ...spanOf(one, first, index), state, pod: null };
    if (run !== undefined) spans.push({ ...run, value: values.get(run.state) ?? 0 });
    first = index;
  }
  return spans;
}

/** A value as a state: its mapping's text, else the step it is in, else the value itself. */
function stateText(panel: Resolved<StateTimelinePanel>, value: number, locale: Locale): string {
  const steps = stepsOf(panel);
  const mapped = mappedText(panel, value);
  if (mapped !== undefined || steps.length === 0) return mapped ?? panelText(panel, value, locale);
  const at = steps.findLastIndex(({ from }) => from === null || value >= from);
  const { mappings: _, ...withoutMappings } = panel;
  const bound = (index: number) => panelText(withoutMappings, steps[index]?.from ?? null, locale);
  return (steps[at]?.from ?? null) === null ? `< ${bound(at + 1)}` : `≥ ${bound(at)}`;
}

function podOf({ pod }: ResolvedQuery, labels: Readonly<Record<string, string>>): PodName | null {
  const namespace = labels[pod?.namespace ?? ''];
  const name = labels[pod?.name ?? ''];
  return namespace && name ? { namespace, name } : null;
}

/** A point stands for the step that ends with it: what was seen then began no more than a step before. */
function runs(
  one: DrawnSeries,
  isTheCase: (value: number | null, index: number) => boolean,
): Pick<StateSpan, 'from' | 'to' | 'mean'>[] {
  const { values } = one;
  const spans: Pick<StateSpan, 'from' | 'to' | 'mean'>[] = [];
  let first: number | null = null;
  for (let index = 0; index <= values.length; index++) {
    const goesOn = index < values.length && isTheCase(values[index] ?? null, index);
    if (goesOn && first === null) first = index;
    if (goesOn || first === null) continue;
    spans.push(spanOf(one, first, index));
    first = null;
  }
  return spans;
}

/** Of the points from `first` up to, not with, `end`. */
function spanOf(
  { start, step, values }: DrawnSeries,
  first: number,
  end: number,
): Pick<StateSpan, 'from' | 'to' | 'mean'> {
  const own = values.slice(first, end).filter((value) => value !== null);
  const mean = own.length > 0 ? own.reduce((sum, value) => sum + value, 0) / own.length : null;
  return { from: start + (first - 1) * step, to: start + (end - 1) * step, mean };
}

/** Each span in the first lane that is free by then; a state keeps the lane it had. */
function lanesOf(spans: readonly StateSpan[]): readonly (readonly StateSpan[])[] {
  const lanes: StateSpan[][] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || byName.compare(a.state, b.state))) {
    const isFree = (lane: readonly StateSpan[]) => (lane.at(-1)?.to ?? Number.NEGATIVE_INFINITY) <= span.from;
    const own = lanes.find((lane) => isFree(lane) && lane.at(-1)?.state === span.state);
    const lane = own ?? lanes.find(isFree);
    if (lane === undefined) lanes.push([span]);
    else lane.push(span);
  }
  return lanes;
}

/** More states than these nobody tells apart: they stay in the order in which they come. */
const MAX_SORTED = 1000;

/** The states of the rows, each once, in the order of their names; with the pod or value that each is, if it is one. */
export function statesOf(rows: readonly StateRow[]): readonly Pick<StateSpan, 'state' | 'pod' | 'value'>[] {
  const states = new Map(
    rows.flatMap(({ lanes }) =>
      lanes.flat().map(({ from: _f, to: _t, mean: _m, ...what }) => [what.state, what]),
    ),
  );
  const all = [...states.values()];
  return all.length > MAX_SORTED ? all : all.sort((a, b) => byName.compare(a.state, b.state));
}
