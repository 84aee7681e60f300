import { z } from 'zod';
import { Time } from './common.ts';

/** Prometheus answers at most this many points per series (web/api/v1: "exceeded maximum resolution of 11,000"). */
export const MAX_POINTS = 11_000;
export const MAX_QUERIES = 50;

export const QueryRequest = z
  .strictObject({
    from: Time.check(z.nonnegative()),
    to: Time.check(z.nonnegative()),
    /** Seconds between points; without it, as fine as `maxDataPoints` allows. */
    step: z.optional(z.number().check(z.gte(1), z.lte(31_536_000))),
    maxDataPoints: z.optional(z.int().check(z.gte(1), z.lte(MAX_POINTS))),
    queries: z
      .array(
        z.strictObject({
          id: z.string().check(z.minLength(1), z.maxLength(100)),
          expr: z.string().check(z.minLength(1), z.maxLength(20_000)),
          type: z.enum(['range', 'instant']),
          legend: z.optional(z.string().check(z.maxLength(500))),
        }),
      )
      .check(z.minLength(1), z.maxLength(MAX_QUERIES)),
  })
  .check(
    z.refine((query) => query.from <= query.to, { path: ['from'], error: '"from" must not be after "to"' }),
    z.refine((query) => query.step === undefined || (query.to - query.from) / query.step < MAX_POINTS, {
      path: ['step'],
      error: `gives more than ${MAX_POINTS} points per series; use a larger step or a shorter range`,
    }),
    z.refine((query) => new Set(query.queries.map((q) => q.id)).size === query.queries.length, {
      path: ['queries'],
      error: 'each query needs an id of its own',
    }),
  );

/** One series: `values[i]` belongs to the time `start + i * step`; null is a gap (or NaN, ±Inf). */
export const Series = z.object({
  labels: z.record(z.string(), z.string()),
  legend: z.optional(z.string()),
  values: z.array(z.nullable(z.number())),
});

/** A column per series over one shared grid of times. Instant queries have one point, at `start`. */
export const Frame = z.object({
  start: Time,
  step: z.number(),
  count: z.int(),
  series: z.array(Series),
  warnings: z.array(z.string()),
});

export const QueryError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** Where asking again makes sense, and sooner does not. */
    retryAfterSeconds: z.optional(z.int()),
  }),
});
export const QueryReply = z.object({ results: z.record(z.string(), z.union([Frame, QueryError])) });

export type QueryRequest = z.infer<typeof QueryRequest>;
export type Series = z.infer<typeof Series>;
export type Frame = z.infer<typeof Frame>;
export type QueryError = z.infer<typeof QueryError>;
export type QueryReply = z.infer<typeof QueryReply>;
