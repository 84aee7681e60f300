import { z } from 'zod';
import { Severity } from './doctor.ts';

/**
 * Something to look at, worst first: a check that found it, or an alert that fires. `title` says it in each language, so that
 * a page can show it without the checks' words; it leads to the GPU, pod or node named, else to the checks.
 */
export const FleetProblem = z.object({
  id: z.string(),
  severity: Severity,
  /** The check's id, or `alert`. */
  kind: z.string(),
  node: z.nullable(z.string()),
  gpu: z.nullable(z.string()),
  pod: z.nullable(z.object({ namespace: z.string(), name: z.string() })),
  title: z.object({ en: z.string(), 'zh-CN': z.string() }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The English title. */
  message: z.string(),
});

export const Problems = {
  problems: z.array(FleetProblem),
  /** Checks that could not be judged, by their ids, and why: there may be more problems than those. */
  unjudged: z.array(z.object({ check: z.string(), reason: z.string() })),
};

export type FleetProblem = z.infer<typeof FleetProblem>;
