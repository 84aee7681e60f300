import type { Frame, Problem, QueryError, QueryReply, QueryRequest } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { type CurveName, curves } from './curves.ts';

const STEPS = 60;

const FAILED: QueryError = {
  error: { code: 'query_failed', message: 'query processing would load too many samples into memory' },
};

const REFUSED: Problem = {
  type: 'about:blank',
  title: 'Prometheus refused the query',
  status: 502,
  code: 'prometheus_refused',
  detail: 'Prometheus answered 503.',
  upstream: { source: 'prometheus', status: 503, message: 'TSDB not ready' },
};

/** The server's part in the gallery: what it answers hangs on the query's name, and some queries it never answers. */
export const answer: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input), location.href);
  if (pathname === pathTo('clusters', {})) return Response.json({ items: [] });
  if (!pathname.endsWith('/query')) return Response.error();
  const request: QueryRequest = JSON.parse(String(init?.body));
  const exprs = request.queries.map(({ expr }) => expr);
  if (exprs.includes('loading')) return new Promise(() => {});
  if (exprs.includes('refused'))
    return Response.json(REFUSED, { status: 502, headers: { 'content-type': 'application/problem+json' } });
  const results = request.queries.map(({ id, expr }) => [
    id,
    expr === 'failed' ? FAILED : frameOf(expr, request),
  ]);
  return Response.json({ results: Object.fromEntries(results) } satisfies QueryReply);
};

function frameOf(expr: string, { from, to }: QueryRequest): Frame {
  const step = (to - from) / STEPS;
  const series = expr in curves ? curves[expr as CurveName](STEPS + 1) : [];
  return { start: from, step, count: STEPS + 1, series: [...series], warnings: [] };
}
