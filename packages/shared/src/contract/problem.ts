import { z } from 'zod';
import { Source } from './common.ts';
import { StoredDashboard } from './dashboards.ts';

/** RFC 9457 problem details; `code` is stable, `detail` is for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  upstream: z.optional(z.object({ source: Source, status: z.nullable(z.int()), message: z.string() })),
  /** With `dashboard_changed`: the dashboard as it is in the store now; null where somebody deleted it. */
  current: z.optional(z.nullable(StoredDashboard)),
});

export type Problem = z.infer<typeof Problem>;
