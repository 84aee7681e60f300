import { z } from 'zod';
import { Time } from './common.ts';
import { MAX_QUERIES, QueryError } from './query.ts';

const Text = z.string().check(z.minLength(1), z.maxLength(20_000));
const Label = z.string().check(z.regex(/^[A-Za-z_][\w.:-]{0,200}$/, 'must be the name of a label'));

/** What a dashboard's variable asks for: `VariableQuery` of `@gpu-console/shared/dashboards/variables`. */
export const ValuesQuery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('labelValues'), label: Label, match: z.exactOptional(Text) }),
  z.strictObject({ kind: z.literal('labelNames'), match: z.exactOptional(Text) }),
  z.strictObject({ kind: z.literal('metrics'), pattern: z.string().check(z.maxLength(1000)) }),
  z.strictObject({ kind: z.literal('instant'), expr: Text }),
  z.strictObject({ kind: z.literal('series'), match: Text }),
]);

export const ValuesRequest = z
  .strictObject({
    from: Time.check(z.nonnegative()),
    to: Time.check(z.nonnegative()),
    queries: z.array(ValuesQuery).check(z.minLength(1), z.maxLength(MAX_QUERIES)),
  })
  .check(z.refine(({ from, to }) => from <= to, { path: ['from'], error: '"from" must not be after "to"' }));

/**
 * In the order of the queries: the values, each once and at most 10,000 of them, with what Prometheus warns may be missing; or
 * why there are none.
 */
export const ValuesReply = z.object({
  results: z.array(
    z.union([z.object({ values: z.array(z.string()), warnings: z.array(z.string()) }), QueryError]),
  ),
});

export type ValuesQuery = z.infer<typeof ValuesQuery>;
export type ValuesRequest = z.infer<typeof ValuesRequest>;
export type ValuesReply = z.infer<typeof ValuesReply>;
