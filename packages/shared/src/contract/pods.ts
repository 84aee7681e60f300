import { z } from 'zod';
import { Envelope, KubeEvents, KubeName, listOf, Time, Usage } from './common.ts';
import { DeviceHealth, PodClaim } from './devices.ts';
import { ProblemDetail } from './doctor.ts';
import { Gpu } from './gpus.ts';
import { Pending, PendingExplanation } from './pending.ts';
import { PodServices } from './services.ts';

/**
 * A pod that was running when its node rebooted and whose container was started again before the device plugin was: it runs
 * without its GPU until it is re-created. Times are Unix seconds.
 */
export const EarlyStart = z.object({
  node: z.string(),
  container: z.string(),
  startedAt: Time,
  /** When the first of the node's containers was started after the reboot. */
  rebootedAt: Time,
  /** The device plugin's pod, and when it was ready. */
  plugin: z.string(),
  pluginReadyAt: Time,
});

/** A pod that asks for GPUs. */
export const Pod = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  phase: z.string(),
  /** The word `kubectl get pods` prints under STATUS. */
  status: z.string(),
  /** Why it failed, in the words of who ended it: kubelet that refused it, a node that evicted it; null for any other. */
  message: z.nullable(z.string()),
  node: z.nullable(z.string()),
  createdAt: Time,
  startedAt: z.nullable(Time),
  finishedAt: z.nullable(Time),
  owner: z.nullable(z.object({ kind: z.string(), name: z.string() })),
  /**
   * GPU resources by name, as the scheduler counts them; of claims what they were given, or ask for where that is a certain number.
   * Beside them how much of a GPU (`nvidia.com/gpumem` in MiB, `nvidia.com/gpucores` in percent), and what KAI's annotations ask:
   * `gpu-fraction` in GPUs, `gpu-memory` in MiB.
   */
  requests: z.record(z.string(), z.number()),
  /** What its claims for GPUs ask for. */
  claims: z.array(PodClaim),
  /** Devices that kubelet calls unhealthy; of those whose driver does not tell, it says `Unknown`. */
  unhealthyDevices: z.array(DeviceHealth),
  /** UUIDs of the GPUs that the exporter attributes to this pod, or a scheduler of shared GPUs says it gave it. */
  gpus: z.array(z.string()),
  /** It runs and has GPUs of its node, which report; but no exporter says which are its. Not to be taken for idle. */
  gpusUnknown: z.boolean(),
  pending: z.nullable(Pending),
  earlyStart: z.nullable(EarlyStart),
  ...Usage,
});

export const Container = z.object({
  name: z.string(),
  /** It runs before the others: the pod's `initContainers`. */
  init: z.boolean(),
  image: z.string(),
  ready: z.boolean(),
  restarts: z.int(),
  state: z.string(),
  /** When the run of now, or the last one, began. */
  startedAt: z.nullable(Time),
  /** How it ended: for good, or before its last restart. */
  lastTermination: z.nullable(
    z.object({ reason: z.string(), exitCode: z.int(), finishedAt: z.nullable(Time) }),
  ),
  requests: z.record(z.string(), z.number()),
});

/** Pods of one owner that ended in one way, of which the list has the newest only. */
export const FoldedPods = z.object({
  namespace: z.string(),
  /** Null for pods that nobody owns. */
  owner: z.nullable(z.object({ kind: z.string(), name: z.string() })),
  /** The word `kubectl get pods` prints of each. */
  status: z.string(),
  total: z.int(),
  /** How many of them are in the list. */
  listed: z.int(),
  /** Of the newest. */
  message: z.nullable(z.string()),
});

/** Pods that wait or run are all in the list. */
export const PodList = listOf(Pod).extend({ folded: z.array(FoldedPods) });
export const PodDetail = z.object({
  ...Envelope,
  pod: Pod,
  /** Of the pod itself, worst first. */
  problems: z.array(ProblemDetail),
  containers: z.array(Container),
  gpus: z.array(Gpu),
  services: PodServices,
  /** Null unless the pod waits to be scheduled. */
  explanation: z.nullable(PendingExplanation),
  events: KubeEvents,
});
export const PodListQuery = z.strictObject({
  namespace: z.optional(KubeName),
  node: z.optional(KubeName),
  phase: z.optional(z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])),
});

export type Pod = z.infer<typeof Pod>;
export type FoldedPods = z.infer<typeof FoldedPods>;
export type PodList = z.infer<typeof PodList>;
export type PodDetail = z.infer<typeof PodDetail>;
export type Container = z.infer<typeof Container>;
export type EarlyStart = z.infer<typeof EarlyStart>;
