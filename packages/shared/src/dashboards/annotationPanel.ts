import type { Annotation } from './model.ts';
import type { ResolvedPanel } from './resolved.ts';
import { interpolateQuery, type VariableValues } from './variables/interpolateQuery.ts';

/**
 * An annotation as a panel, which asks for its samples along with the others.
 * @param id unique among all that is asked for
 * @returns undefined where it asks nothing, or a variable's value cannot stand in its query
 */
export function annotationPanel(
  { name, expr }: Annotation,
  id: string,
  values: VariableValues,
): ResolvedPanel | undefined {
  const ready = interpolateQuery(expr, values);
  if (ready.problems.length > 0 || ready.expr.trim() === '') return undefined;
  return {
    id,
    kind: 'timeseries',
    title: name,
    help: '',
    unit: 'count',
    queries: [{ id: 'a', expr: ready.expr, legend: '' }],
  };
}
