import type { JsonObject } from '../json.ts';
import { MAX_QUERIES, MAX_QUERY_LENGTH } from '../limits.ts';
import type { DashboardQuery } from '../schemaParts.ts';
import type { Fields } from './fields.ts';
import type { Findings } from './report.ts';
import { cut, Names } from './words.ts';

/** A query and the target of the file that it was read from. */
export interface TracedQuery {
  readonly query: DashboardQuery;
  readonly source: JsonObject;
}

/**
 * The Prometheus queries among a panel's targets, each under its `refId` or, where that is missing or taken, a name by
 * its place. What is left out stays in the file.
 * @param read the query without its id; undefined, with the reason, for what Prometheus can't answer
 */
export function readQueries(
  targets: readonly Fields[],
  findings: Findings,
  read: (target: Fields) => Omit<DashboardQuery, 'id'> | undefined,
): readonly TracedQuery[] {
  const names = new Names();
  const traced = targets.flatMap((target, index) => {
    const reference = target.any('refId');
    const wish =
      typeof reference === 'number' || typeof reference === 'string' ? String(reference) : undefined;
    const id = names.take(wish === undefined ? undefined : cut(wish, 100), (n) => `q${index + n}`);
    const query = read(target);
    if (query === undefined) return [];
    if (query.expr.trim() === '' || query.expr.length > MAX_QUERY_LENGTH) {
      findings.add('query.expression', { query: id, length: query.expr.length });
      return [];
    }
    return [{ query: { id, ...query }, source: target.source }];
  });
  if (traced.length > MAX_QUERIES) findings.add('query.limit', { count: traced.length, limit: MAX_QUERIES });
  return traced.slice(0, MAX_QUERIES);
}
