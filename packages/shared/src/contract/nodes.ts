import { z } from 'zod';
import { BOARD_SOURCES } from '../kubernetes/boards.ts';
import { Envelope, KubeEvents, listOf, Nullable, Time, Usage } from './common.ts';
import { Device } from './devices.ts';
import { ProblemDetail } from './doctor.ts';
import { Problems } from './fleetProblem.ts';
import { Gpu } from './gpus.ts';
import { FoldedPods, Pod } from './pods.ts';

/**
 * As `kubectl describe node` prints it under Capacity, Allocatable and Allocated resources; what pods ask for is null while
 * they were never read.
 */
export const NodeResource = z.object({
  name: z.string(),
  capacity: z.number(),
  allocatable: z.number(),
  requested: Nullable,
  limits: Nullable,
});

/** An amount of GPUs to be told: whole ones, and parts of others, such as three of seven MIG slices. */
export const GpuParts = z.object({
  whole: z.int(),
  parts: z.array(
    z.object({
      /** MIG's compute slices, equal shares of a time-sliced or MPS GPU, hundredths of one (KAI's fractions). */
      unit: z.enum(['slice', 'share', 'percent']),
      /** How many there are of them in a GPU. */
      of: z.int(),
      count: z.int(),
    }),
  ),
});

/** Of the free GPUs those that a pod can be given now, if it tolerates the taints that GPU nodes have for being ones. */
export const SchedulableGpus = z.object({
  gpus: z.number(),
  parts: GpuParts,
  /** The whole GPUs that the node with the most of them can give to one pod. */
  maxOnNode: z.int(),
  /** The free ones that no pod gets now, by what withholds their nodes. */
  withheld: z.array(z.object({ reason: z.enum(['cordoned', 'not-ready', 'tainted']), gpus: z.number() })),
});

/**
 * In physical GPUs: a time-sliced replica or a MIG instance counts as the part of its GPU that it is. What pods hold, and
 * leave, is null while they were never read.
 */
export const GpuCounts = z.object({
  total: z.number(),
  allocatable: z.number(),
  allocated: Nullable,
  allocatedParts: z.nullable(GpuParts),
  free: Nullable,
  freeParts: z.nullable(GpuParts),
  schedulable: z.nullable(SchedulableGpus),
});

/**
 * What the count of a node's physical GPUs rests on, and what else says another number that nothing explains: metrics (UUIDs that
 * report), ResourceSlices, the cards that HAMi or Volcano register, GPU feature discovery, the cloud's labels, capacity.
 */
export const BoardEvidence = z.object({
  evidence: z.nullable(z.enum(BOARD_SOURCES)),
  disagrees: z.array(z.object({ source: z.enum(BOARD_SOURCES), count: z.int() })),
});

/** A node that has, or should have, GPUs. */
export const Node = z.object({
  name: z.string(),
  ready: z.boolean(),
  /** False when cordoned. */
  schedulable: z.boolean(),
  product: z.nullable(z.string()),
  driverVersion: z.nullable(z.string()),
  cudaVersion: z.nullable(z.string()),
  /** Extended resources, and what DRA drivers offer under the driver's name. */
  resources: z.array(NodeResource),
  gpuCounts: GpuCounts,
  boards: BoardEvidence,
  /** UUIDs of the GPUs that report metrics from this node. */
  gpus: z.array(z.string()),
  podCount: z.nullable(z.int()),
  ...Usage,
  temperatureCelsius: Nullable,
  createdAt: Time,
});

export const NodeCondition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.nullable(z.string()),
  message: z.nullable(z.string()),
  since: z.nullable(Time),
});

export const NodeFacts = z.object({
  architecture: z.string(),
  operatingSystem: z.string(),
  kernelVersion: z.string(),
  containerRuntime: z.string(),
  kubeletVersion: z.string(),
  internalIp: z.nullable(z.string()),
});

/** A pod of the GPU Operator on one node. */
export const Component = z.object({
  component: z.string(),
  namespace: z.string(),
  pod: z.string(),
  status: z.string(),
  ready: z.boolean(),
  restarts: z.int(),
});

/** The problems are those of its nodes and their GPUs. */
export const NodeList = listOf(Node).extend(Problems);
export const NodeDetail = z.object({
  ...Envelope,
  node: Node,
  /** Of the node, its GPUs and the pods on it, worst first. */
  problems: z.array(ProblemDetail),
  facts: NodeFacts,
  conditions: z.array(NodeCondition),
  taints: z.array(z.string()),
  components: z.array(Component),
  gpus: z.array(Gpu),
  /** What DRA drivers offer on it; null while the ResourceSlices were never read. */
  devices: z.nullable(z.array(Device)),
  pods: z.array(Pod),
  folded: z.array(FoldedPods),
  events: KubeEvents,
});

export type Node = z.infer<typeof Node>;
export type GpuParts = z.infer<typeof GpuParts>;
export type SchedulableGpus = z.infer<typeof SchedulableGpus>;
export type GpuCounts = z.infer<typeof GpuCounts>;
export type NodeList = z.infer<typeof NodeList>;
export type NodeDetail = z.infer<typeof NodeDetail>;
export type NodeResource = z.infer<typeof NodeResource>;
export type NodeCondition = z.infer<typeof NodeCondition>;
export type NodeFacts = z.infer<typeof NodeFacts>;
export type Component = z.infer<typeof Component>;
