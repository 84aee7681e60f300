import type { ResolvedPanel, ResolvedQuery } from '@gpu-console/shared/dashboards';
import type { KeyedQuery } from '../api/queries.ts';

/** As many queries as the server takes in one request (the contract's MAX_QUERIES). */
const MAX_QUERIES = 50;
const POINTS_STEP = 200;

/** The id of a panel's query among those of all panels. */
export function queryKey(panel: ResolvedPanel, query: ResolvedQuery): string {
  return `${panel.id}:${query.id}`;
}

/** The queries of all panels, in as few requests as can be. */
export function panelRequests(panels: readonly ResolvedPanel[]): readonly (readonly KeyedQuery[])[] {
  const queries = panels.flatMap((panel) =>
    panel.queries.map((query) => ({
      id: queryKey(panel, query),
      expr: query.expr,
      ...(query.instant ? { instant: true } : {}),
    })),
  );
  return Array.from({ length: Math.ceil(queries.length / MAX_QUERIES) }, (_, index) =>
    queries.slice(index * MAX_QUERIES, (index + 1) * MAX_QUERIES),
  );
}

/** A point per pixel, in steps: panels of about the same width ask the same question, and share its answer. */
export function pointsFor(width: number): number {
  return Math.max(1, Math.ceil(width / POINTS_STEP)) * POINTS_STEP;
}
