import { z } from 'zod';
import { Time } from './common.ts';

/**
 * What one of the scheduler's reasons is about. `anti-affinity` is both kinds of rules between pods; `device`: no single device
 * suits; `unregistered`: the node did not tell the scheduler of its devices; `instance-type`: nothing that could be started
 * has so much; `scale-up`: no node is added.
 */
export const SchedulerReasonKind = z.enum([
  'insufficient',
  'taint',
  'selector',
  'anti-affinity',
  'cordoned',
  'not-ready',
  'volume',
  'topology',
  'ports',
  'too-many-pods',
  'gated',
  'claims',
  'gang',
  'quota',
  'device',
  'unregistered',
  'instance-type',
  'scale-up',
  'other',
]);

/** One reason of the scheduler's sentence. */
export const SchedulerReason = z.object({
  kind: SchedulerReasonKind,
  /** How many nodes it holds for, null where it is about the pod alone. */
  nodes: z.nullable(z.int()),
  /** The resource that is short, the taint (`key=value`), a device scheduler's own word; null where there is no such thing. */
  detail: z.nullable(z.string()),
  /** Names of the nodes, or of the node pool, where the sentence names them. */
  places: z.array(z.string()),
  text: z.string(),
});

export const Pending = z.object({
  /** Each of the scheduler's reasons, without the node counts' preamble. */
  reasons: z.array(z.string()),
  /** The same reasons, read. */
  causes: z.array(SchedulerReason),
  /** The scheduler's own sentence, null where it said nothing yet. */
  message: z.nullable(z.string()),
  since: Time,
});

/** A requirement of a pod's node affinity that a node does not meet; `has` is the node's own value, null for none. */
export const UnmetRequirement = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()),
  has: z.nullable(z.string()),
});

/** One thing that keeps a pod off a node. */
export const NodeVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cordoned') }),
  z.object({ kind: z.literal('not-ready') }),
  /** As kubectl writes it: `key=value:effect`. */
  z.object({ kind: z.literal('taint'), taint: z.string() }),
  z.object({
    kind: z.literal('selector'),
    key: z.string(),
    wanted: z.string(),
    has: z.nullable(z.string()),
  }),
  /** Of the terms that would do, the one that lacks least. None are unmet where no term can match any node. */
  z.object({ kind: z.literal('affinity'), unmet: z.array(UnmetRequirement) }),
  /** The node has no such resource at all; what it has instead. */
  z.object({ kind: z.literal('wrong-resource'), resource: z.string(), offers: z.array(z.string()) }),
  z.object({
    kind: z.literal('insufficient'),
    resource: z.string(),
    asked: z.number(),
    free: z.number(),
    allocatable: z.number(),
    /** More than allocatable where devices are unhealthy. */
    capacity: z.number(),
  }),
  /** Of an amount of a board (memory in MiB, cores in percent), `free` is what the board has that has most. */
  z.object({
    kind: z.literal('board-short'),
    resource: z.string(),
    asked: z.number(),
    free: z.number(),
    boards: z.int(),
  }),
  /** Only the scheduler of shared GPUs knows what is left of the node's boards. */
  z.object({ kind: z.literal('boards-unknown'), resource: z.string() }),
]);

export const NodeExplanation = z.object({
  name: z.string(),
  product: z.nullable(z.string()),
  /** None: by all that is known here, the pod fits. CPU, memory and volumes are not known here. */
  verdicts: z.array(NodeVerdict),
  /** Of the resources the pod asks for, those the node has. */
  resources: z.array(z.object({ name: z.string(), free: z.number(), allocatable: z.number() })),
});

/** A pod that holds what another waits for. */
export const Holder = z.object({
  namespace: z.string(),
  name: z.string(),
  count: z.number(),
  since: z.nullable(Time),
  /** Of its GPUs, those not used for 30 minutes; null where nothing says which GPUs it has. */
  idle: z.nullable(z.int()),
});

/** What the nodes have of a resource that suit the pod in every other respect. */
export const Supply = z.object({
  resource: z.string(),
  asked: z.number(),
  nodes: z.int(),
  free: z.number(),
  /** On one node, at most. */
  mostFree: z.number(),
  mostAllocatable: z.number(),
  /** Enough is free, but never on one node. */
  fragmented: z.boolean(),
});

/** Pods that are to start together. */
export const PodGroup = z.object({
  name: z.string(),
  /** How many have to be there, where the pod itself says so. */
  minimum: z.nullable(z.int()),
  /** Those that ask for GPUs and have not ended; the rest of them is starting. */
  members: z.int(),
  running: z.int(),
  waiting: z.int(),
});

/** Why a pod is not scheduled, by the cluster's own facts. The scheduler knows more and has the last word. */
export const PendingExplanation = z.object({
  /** What is compared with the nodes. */
  asked: z.record(z.string(), z.number()),
  /** Scheduling gates, which keep the scheduler from trying at all. */
  gates: z.array(z.string()),
  group: z.nullable(PodGroup),
  supply: z.array(Supply),
  /** The node that lacks least: only GPUs, or blocked by one thing alone. Null where one fits or none comes near. */
  nearest: z.nullable(z.object({ node: z.string(), verdict: NodeVerdict, holders: z.array(Holder) })),
  /** The nearest first. */
  nodes: z.array(NodeExplanation),
});

export type SchedulerReasonKind = z.infer<typeof SchedulerReasonKind>;
export type SchedulerReason = z.infer<typeof SchedulerReason>;
export type Pending = z.infer<typeof Pending>;
export type UnmetRequirement = z.infer<typeof UnmetRequirement>;
export type NodeVerdict = z.infer<typeof NodeVerdict>;
export type NodeExplanation = z.infer<typeof NodeExplanation>;
export type Holder = z.infer<typeof Holder>;
export type Supply = z.infer<typeof Supply>;
export type PodGroup = z.infer<typeof PodGroup>;
export type PendingExplanation = z.infer<typeof PendingExplanation>;
