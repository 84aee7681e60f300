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

export const NoQuery = z.strictObject({});
