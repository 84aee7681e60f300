import type { Locale } from '../units/index.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';
import type { QueryPanel, Text, Thresholds } from './model.ts';
import type { ResolvedPanel, ResolvedQuery } from './resolved.ts';
import {
  type InterpolationProblem,
  interpolateQuery,
  interpolateText,
  type VariableValues,
} from './variables/interpolateQuery.ts';

/** A panel that can be asked for and drawn. */
export interface PanelResolution {
  readonly panel: ResolvedPanel;
  /** Values that cannot stand where a query has them; that query asks nothing. */
  readonly problems: readonly InterpolationProblem[];
}

/** The panel with these values of its variables, in one language; without the queries that ask nothing. */
export function resolvePanel(source: QueryPanel, values: VariableValues, locale: Locale): PanelResolution {
  const filled = (text: Text) => interpolateText(typeof text === 'string' ? text : text[locale], values);
  const problems: InterpolationProblem[] = [];
  const queries = source.queries.flatMap(({ hidden, step: _, ...query }, index): readonly ResolvedQuery[] => {
    if (hidden) return [];
    const { expr, problems: found } = interpolateQuery(query.expr, values);
    problems.push(...found);
    if (found.length > 0 || expr.trim() === '' || expr.length > MAX_QUERY_LENGTH) return [];
    const id = query.id.length <= MAX_ID_LENGTH ? query.id : `q${index}`;
    return [{ ...query, id, expr, legend: filled(query.legend) }];
  });
  const { grid: _g, row: _r, repeat: _t, ...rest } = source;
  const panel = {
    ...rest,
    title: filled(source.title),
    help: filled(source.help ?? ''),
    queries,
    ...('bits' in source ? { bits: source.bits?.map(({ bit, name }) => ({ bit, name: filled(name) })) } : {}),
    ...levels(source.thresholds, source.min ?? 0, source.max ?? 1),
  };
  // Spreading a union keeps each member's own fields together, which TypeScript does not follow.
  return { panel: panel as ResolvedPanel, problems };
}

/** The contract's bound of a query's id, less what names its panel. */
const MAX_ID_LENGTH = 40;

/** Shares of the way from `min` to `max` as values. */
function levels(thresholds: Thresholds | undefined, min: number, max: number) {
  if (thresholds === undefined || !('steps' in thresholds)) return {};
  const { steps, relative = false } = thresholds;
  const at = (from: number | null) => (from === null || !relative ? from : min + from * (max - min));
  return { thresholds: { steps: steps.map(({ from, colour }) => ({ from: at(from), colour })) } };
}
