import { z } from 'zod';
import { KubeName } from './common.ts';
import { DashboardId } from './dashboards.ts';
import { SampleName } from './samples.ts';

/** What stands in paths, by the parameter's name: one name is one thing in all of them. */
export const parameters = {
  cluster: z.string().check(z.maxLength(63)),
  node: KubeName,
  namespace: KubeName,
  pod: KubeName,
  uuid: z.string().check(z.maxLength(100)),
  sample: SampleName,
  dashboard: DashboardId,
  panel: z.string().check(z.maxLength(300)),
} as const;

/** As many namespaces as one looks at together. */
const MAX_NAMESPACES = 200;

/**
 * What every endpoint of a cluster takes behind `?`: the namespaces that are looked at, with commas between them. What they
 * show is what somebody sees who may see these alone.
 */
export const ViewQuery = z.strictObject({
  namespaces: z.optional(
    z.string().check(
      z.maxLength(MAX_NAMESPACES * 64),
      z.refine((text) => text.split(',').length <= MAX_NAMESPACES, {
        error: `must be at most ${MAX_NAMESPACES} namespaces`,
      }),
      z.refine((text) => text.split(',').every((name) => KubeName.safeParse(name).success), {
        error: 'must be names of namespaces with commas between them',
      }),
    ),
  ),
});

export const NoQuery = z.strictObject({});
