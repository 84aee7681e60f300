import type { QueryPanel, TablePanel } from '@gpu-console/shared/dashboards';
import { valueFormatOf } from '@gpu-console/shared/dashboards/lint';
import type { ValueFormat } from '@gpu-console/shared/dashboards/named-units';

interface Titles {
  /** Of the chart of these queries, which is the only one where `isOnly`. */
  readonly graph: (ids: readonly string[], isOnly: boolean) => string;
  readonly table: (id: string) => string;
}

export interface ExploredPanels {
  /** One for each unit: values of different units share no axis. */
  readonly charts: readonly QueryPanel[];
  /** One for each query, in their order, with the values of now. */
  readonly tables: readonly TablePanel[];
}

/** Numbers of which nothing is known. */
const PLAIN: ValueFormat = { unit: 'count', scale: 1 };

/** The queries' names: A, B, C, … */
export const queryId = (index: number): string => String.fromCharCode(65 + index);

/** What shows these queries, in the units that they tell of themselves. */
export function explorePanels(exprs: readonly string[], titles: Titles): ExploredPanels {
  const queries = exprs.map((expr, index) => ({
    query: { id: queryId(index), expr, legend: '' },
    format: valueFormatOf(expr) ?? PLAIN,
  }));
  const keyOf = ({ unit, scale }: ValueFormat) => `${unit} ${scale}`;
  const formats = new Map(queries.map(({ format }) => [keyOf(format), format]));
  const charts = [...formats].map(([key, format]): QueryPanel => {
    const members = queries.filter((one) => keyOf(one.format) === key);
    const ids = members.map(({ query }) => query.id);
    return {
      id: `graph ${key}`,
      title: titles.graph(ids, formats.size === 1),
      kind: 'timeseries',
      ...format,
      // Where all series of a query have one name, the labels that tell them apart are added to it.
      queries: members.map(({ query }) => ({ ...query, legend: query.id })),
    };
  });
  const tables = queries.map(
    ({ query, format }): TablePanel => ({
      id: `table ${query.id}`,
      title: titles.table(query.id),
      kind: 'table',
      ...format,
      queries: [{ ...query, instant: true, format: 'table' }],
    }),
  );
  return { charts, tables };
}
