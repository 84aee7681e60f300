import { QueryFailure } from '../../panels/QueryFailure.ts';
import { queryId } from './explorePanels.ts';
import type { Explored, ShownPanel } from './useExplored.ts';

/** What Prometheus said of a query beside its values. */
export interface QueryAnswer {
  /** Why it has none. */
  readonly error: string | null;
  readonly warnings: readonly string[];
}

export const NO_ANSWER: QueryAnswer = { error: null, warnings: [] };

/** What Prometheus said of the query at this place. */
export function answerOf(
  index: number,
  { charts, tables }: Pick<Explored, 'charts' | 'tables'>,
): QueryAnswer {
  const warnings = [...charts, ...tables].flatMap(({ panel, data }) => {
    const at = panel.queries.findIndex(({ id }) => id === queryId(index));
    return data.frames[at]?.warnings ?? [];
  });
  return { error: refusalOf(tables[index]), warnings: [...new Set(warnings)] };
}

/** The panels without those of which all queries were refused, which is said at the queries. */
export function answered(shown: readonly ShownPanel[], tables: readonly ShownPanel[]): readonly ShownPanel[] {
  const isRefused = (id: string) =>
    tables.some((table) => table.panel.queries[0]?.id === id && refusalOf(table) !== null);
  return shown.filter(({ panel }) => !panel.queries.every(({ id }) => isRefused(id)));
}

const refusalOf = (table: ShownPanel | undefined): string | null =>
  table?.data.error instanceof QueryFailure ? table.data.error.message : null;
