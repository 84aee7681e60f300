import { z } from 'zod';
import { IDLE_BELOW, IDLE_SECONDS } from '../metrics/idle.ts';
import { KubeName, listOf, Nullable, Time } from './common.ts';

const DAY = 86_400;
const MAX_RANGE_DAYS = 30;
const DEFAULT_RANGE_SECONDS = 6 * 3600;

/** Without `to` the range ends now; without `from` it is six hours long. */
export const UsageQuery = z
  .strictObject({
    from: z.optional(z.coerce.number().check(z.nonnegative())),
    to: z.optional(z.coerce.number().check(z.nonnegative())),
    idleBelow: z._default(z.coerce.number().check(z.gt(0), z.lte(1)), IDLE_BELOW),
    idleFor: z._default(z.coerce.number().check(z.gte(0), z.lte(DAY)), IDLE_SECONDS),
    namespace: z.optional(KubeName),
    pod: z.optional(KubeName),
  })
  .check(
    z.refine(({ pod, namespace }) => pod === undefined || namespace !== undefined, {
      path: ['pod'],
      error: 'needs "namespace" beside it: pods of several namespaces may have one name',
    }),
  )
  .transform(({ from, to, ...rest }) => {
    const end = to ?? Math.floor(Date.now() / 1000);
    return { from: from ?? Math.max(0, end - DEFAULT_RANGE_SECONDS), to: end, ...rest };
  })
  .check(
    z.refine(({ from, to }) => from < to, { path: ['from'], error: '"from" must be before "to"' }),
    z.refine(({ from, to }) => to - from <= MAX_RANGE_DAYS * DAY, {
      path: ['from'],
      error: `a range is at most ${MAX_RANGE_DAYS} days long`,
    }),
  );

/**
 * What a pod held over the range, and what it made of it. A GPU-hour is one physical GPU for an hour: a MIG instance
 * counts by its compute slices, a time-sliced replica as its part of the GPU.
 */
export const PodUsage = z.object({
  namespace: z.string(),
  pod: z.string(),
  /** The workload that the pod is of; null where Kubernetes no longer has the pod, or nothing owns it. */
  owner: z.nullable(z.object({ kind: z.string(), name: z.string() })),
  /** The models of the GPUs held. */
  models: z.array(z.string()),
  /** The most GPUs and MIG instances held at one time. */
  gpus: z.int(),
  gpuHours: z.number(),
  /** Hours of MIG instances by their profile: instances, not GPUs. */
  instanceHours: z.record(z.string(), z.number()),
  /** The part of `gpuHours` in which use was reported; the rest is unknown, neither idle nor used. */
  measuredGpuHours: z.number(),
  /** The part of `measuredGpuHours` in stretches of at least `idleFor` seconds without any use at or over `idleBelow`. */
  idleGpuHours: z.number(),
  /** Over the measured GPU-hours. Of a device that pods share this is the device's own. */
  meanUtilization: Nullable,
  /** The most that its devices had in use at one time. */
  peakMemoryBytes: Nullable,
  /** Since when all that it holds at the range's end has been idle; null where it is not. Never before the range less `idleFor`. */
  idleSince: z.nullable(Time),
  /** The most pods on one of its devices at one time; 1 where it had them to itself. */
  sharedBy: z.int(),
});

export const PodUsageList = z.object({
  ...listOf(PodUsage).shape,
  from: Time,
  to: Time,
  /** Seconds between the readings that all of this is counted from. */
  step: z.number(),
  idleBelow: z.number(),
  idleFor: z.number(),
  /** The PromQL behind the numbers: per pod and device its mean use, its highest use and its memory, each over one step. */
  queries: z.object({ meanUse: z.string(), peakUse: z.string(), memory: z.string() }),
});

export type UsageQuery = z.output<typeof UsageQuery>;
export type PodUsage = z.infer<typeof PodUsage>;
export type PodUsageList = z.infer<typeof PodUsageList>;
