import { describe, expect, it } from 'vitest';
import { Frame, MAX_POINTS, MAX_QUERIES, QueryReply, QueryRequest } from './query.ts';

const valid = {
  from: 1_700_000_000,
  to: 1_700_003_600,
  step: 15,
  queries: [{ id: 'a', expr: 'up', type: 'range' }],
};

function refusals(request: unknown): string[] {
  const parsed = QueryRequest.safeParse(request);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a query request', () => {
  it.each([
    ['with a step', valid],
    ['with room for so many points', { ...valid, step: undefined, maxDataPoints: 500 }],
    ['with neither', { ...valid, step: undefined }],
    ['for one moment', { ...valid, to: valid.from }],
    ['with a legend', { ...valid, queries: [{ ...valid.queries[0], legend: '{{gpu}}' }] }],
    ['of the finest step that Prometheus answers', { ...valid, to: valid.from + MAX_POINTS - 1, step: 1 }],
  ])('is taken %s', (_what, request) => {
    expect(refusals(request)).toEqual([]);
  });

  it('must not end before it begins', () => {
    expect(refusals({ ...valid, from: valid.to + 1 })).toEqual(['from: "from" must not be after "to"']);
  });

  it('must not ask for more points than Prometheus gives, and says what to do', () => {
    expect(refusals({ ...valid, to: valid.from + MAX_POINTS, step: 1 })).toEqual([
      'step: gives more than 11000 points per series; use a larger step or a shorter range',
    ]);
  });

  it('needs an id of its own for each query', () => {
    const queries = [...valid.queries, ...valid.queries];
    expect(refusals({ ...valid, queries })).toEqual(['queries: each query needs an id of its own']);
  });

  it.each([
    ['a step of zero', { step: 0 }, 'step'],
    ['a step below a second', { step: 0.5 }, 'step'],
    ['a negative step', { step: -15 }, 'step'],
    ['a step of more than a year', { step: 31_536_001 }, 'step'],
    ['no points', { maxDataPoints: 0 }, 'maxDataPoints'],
    ['half a point', { maxDataPoints: 1.5 }, 'maxDataPoints'],
    ['more points than Prometheus gives', { maxDataPoints: MAX_POINTS + 1 }, 'maxDataPoints'],
    ['a time before 1970', { from: -1 }, 'from'],
    ['a time that is no number', { to: '2024-01-01T00:00:00Z' }, 'to'],
    ['no time', { from: undefined }, 'from'],
    ['no queries', { queries: [] }, 'queries'],
    ['a query without an expression', { queries: [{ id: 'a', expr: '', type: 'range' }] }, 'queries.0.expr'],
    ['a query without an id', { queries: [{ id: '', expr: 'up', type: 'range' }] }, 'queries.0.id'],
    ['a query of another type', { queries: [{ id: 'a', expr: 'up', type: 'stream' }] }, 'queries.0.type'],
    [
      'an overlong expression',
      { queries: [{ id: 'a', expr: 'x'.repeat(20_001), type: 'range' }] },
      'queries.0.expr',
    ],
  ])('is refused with %s, by the field’s name', (_what, change, field) => {
    expect(refusals({ ...valid, ...change }).map((refusal) => refusal.split(':')[0])).toContain(field);
  });

  it('is refused with too many queries', () => {
    const queries = Array.from({ length: MAX_QUERIES + 1 }, (_, n) => ({
      id: `q${n}`,
      expr: 'up',
      type: 'range',
    }));
    expect(refusals({ ...valid, queries })).toHaveLength(1);
    expect(refusals({ ...valid, queries: queries.slice(1) })).toEqual([]);
  });

  it('is refused with fields that nobody knows, so that a typo is not silence', () => {
    expect(refusals({ ...valid, interval: 15 })).toHaveLength(1);
    expect(refusals({ ...valid, queries: [{ ...valid.queries[0], expression: 'up' }] })).toHaveLength(1);
  });
});

describe('a query reply', () => {
  const frame = { start: 0, step: 15, count: 2, series: [{ labels: {}, values: [1, null] }], warnings: [] };

  it('holds a frame or an error for each query', () => {
    const results = { a: frame, b: { error: { code: 'invalid_promql', message: 'parse error' } } };
    expect(QueryReply.parse({ results })).toEqual({ results });
  });

  it('has no NaN: a gap is null', () => {
    const series = [{ labels: {}, values: [Number.NaN, 1] }];
    expect(Frame.safeParse({ ...frame, series }).success).toBe(false);
  });
});
