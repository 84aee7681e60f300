import { z } from 'zod';
import { Scope } from './clusters.ts';
import { Envelope, Nullable, Time, Usage } from './common.ts';
import { Problems } from './fleetProblem.ts';
import { GpuParts, SchedulableGpus } from './nodes.ts';
import { Pod } from './pods.ts';

export const NamespaceUsage = z.object({
  namespace: z.string(),
  pods: z.int(),
  /** GPUs requested by pods that hold or wait for them; parts count as parts. */
  requested: z.number(),
  /** GPUs and instances that the exporter attributes to this namespace's pods; null without metrics that name pods. */
  assigned: z.nullable(z.int()),
  /** Of those, the ones used less than 5 % in each of the last 30 minutes. */
  idle: z.nullable(z.int()),
  utilization: Nullable,
});

/** A GPU, held by pods, that stayed under 5 % use for 30 minutes or more. */
export const IdleGpu = z.object({
  uuid: z.string(),
  instance: z.nullable(z.string()),
  index: z.nullable(z.int()),
  node: z.nullable(z.string()),
  product: z.nullable(z.string()),
  pods: z.array(z.object({ namespace: z.string(), name: z.string() })),
});

/** The GPUs of one model. */
export const ModelUsage = z.object({
  product: z.nullable(z.string()),
  /** As Kubernetes and its labels tell; null where nodes are not known or not shown. */
  total: Nullable,
  allocated: Nullable,
  free: Nullable,
  reporting: z.int(),
  utilization: Nullable,
});

export const Overview = z.object({
  ...Envelope,
  /** What of the cluster it is of. */
  scope: Scope,
  /** Null while nodes were never read. */
  nodes: z.object({ total: z.nullable(z.int()), ready: z.nullable(z.int()) }),
  /**
   * Physical GPUs, of which MIG instances and time-sliced replicas are parts. `reporting` ones have metrics now. Null where
   * the source never answered.
   */
  gpus: z.object({
    total: Nullable,
    allocatable: Nullable,
    allocated: Nullable,
    allocatedParts: z.nullable(GpuParts),
    free: Nullable,
    freeParts: z.nullable(GpuParts),
    schedulable: z.nullable(SchedulableGpus),
    reporting: z.nullable(z.int()),
  }),
  /** GPUs that Kubernetes knows and no exporter reports; null where not all of either was read. */
  silent: z.nullable(
    z.array(z.object({ node: z.string(), product: z.nullable(z.string()), count: z.int() })),
  ),
  /** By model, the most GPUs first. */
  models: z.array(ModelUsage),
  /** Over the GPUs held by pods. */
  allocatedUtilization: Nullable,
  usage: z.object(Usage),
  ...Problems,
  /** Null while pods were never read. */
  namespaces: z.nullable(z.array(NamespaceUsage)),
  /** Null while pods were never read. */
  pending: z.nullable(z.array(Pod)),
  /** Null without metrics that name the pods which hold GPUs. */
  idle: z.nullable(z.array(IdleGpu)),
  idleSince: z.nullable(Time),
});

export type Overview = z.infer<typeof Overview>;
export type ModelUsage = z.infer<typeof ModelUsage>;
export type NamespaceUsage = z.infer<typeof NamespaceUsage>;
export type IdleGpu = z.infer<typeof IdleGpu>;
