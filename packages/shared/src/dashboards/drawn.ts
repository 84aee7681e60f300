import type { Localized } from '../units/index.ts';
import type { QueryPanel, Text, Thresholds } from './model.ts';
import type { Panel, PanelQuery } from './panel.ts';
import {
  type InterpolationProblem,
  interpolateQuery,
  interpolateText,
  type VariableValues,
} from './variables/interpolateQuery.ts';

export interface Drawn {
  readonly panel: Panel;
  /** Values that cannot stand where a query has them; that query asks nothing. */
  readonly problems: readonly InterpolationProblem[];
}

/** A dashboard's panel as it is drawn with these values of its variables. */
export function drawnPanel(source: QueryPanel, values: VariableValues): Drawn {
  const { title, help, queries, thresholds, grid: _g, row: _r, repeat: _t, ...more } = source;
  const problems: InterpolationProblem[] = [];
  const asked = queries.flatMap(({ hidden, step: _s, ...query }): PanelQuery[] => {
    if (hidden) return [];
    const ready = interpolateQuery(query.expr, values);
    problems.push(...ready.problems);
    if (ready.problems.length > 0) return [];
    return [{ ...query, expr: ready.expr, legend: filled(query.legend, values) }];
  });
  const panel: Panel = {
    ...more,
    title: filled(title, values),
    help: filled(help ?? '', values),
    queries: asked,
    ...levels(thresholds, source.min ?? 0, source.max ?? 1),
  };
  return { panel, problems };
}

function filled(text: Text, values: VariableValues): Localized {
  const written = (one: string) => interpolateText(one, values);
  if (typeof text === 'string') return { en: written(text), 'zh-CN': written(text) };
  return { en: written(text.en), 'zh-CN': written(text['zh-CN']) };
}

/** Shares of the way from `min` to `max` as values. */
function levels(
  thresholds: Thresholds | undefined,
  min: number,
  max: number,
): Pick<Panel, 'thresholds' | 'steps'> {
  if (thresholds === undefined) return {};
  if (!('steps' in thresholds)) return { thresholds };
  const { steps, relative = false } = thresholds;
  const at = (from: number | null) => (from === null || !relative ? from : min + from * (max - min));
  return { steps: steps.map(({ from, colour }) => ({ from: at(from), colour })) };
}
