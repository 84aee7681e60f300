import { z } from 'zod';
import { Envelope, KubeEvents, Nullable, Time } from './common.ts';
import { CheckResult, ClusterSetting } from './doctor.ts';
import { PodReference } from './gpus.ts';

/** How a component's pod on a node is; `missing` where there should be one and is none. */
export const ComponentState = z.enum([
  'ready',
  'waits',
  'pulling',
  'starting',
  'crashing',
  'validation',
  'not-ready',
  'unschedulable',
  'missing',
]);

/** One component on one node. */
export const OperatorCell = z.object({
  node: z.string(),
  component: z.string(),
  state: ComponentState,
  /** `culprit`: what is wrong is wrong here. `victim`: it waits for another. Null where all is well. */
  role: z.nullable(z.enum(['culprit', 'victim'])),
  /** The component that it waits for. */
  waitsFor: z.nullable(z.string()),
  /** The container that holds it up, and the word `kubectl get pods` prints. */
  container: z.nullable(z.string()),
  /** Every container of the pod, the main ones first. */
  containers: z.array(z.string()),
  status: z.nullable(z.string()),
  pod: z.nullable(PodReference.omit({ container: true })),
  /** The image's tag. */
  version: z.nullable(z.string()),
  restarts: z.int(),
  lastTermination: z.nullable(
    z.object({
      container: z.string(),
      reason: z.string(),
      exitCode: z.int(),
      message: z.nullable(z.string()),
      finishedAt: z.nullable(Time),
    }),
  ),
  /** Unix seconds since when it is as it is. */
  since: z.nullable(Time),
});

/** A component on all nodes together, in the order in which they depend on each other. */
export const OperatorStage = z.object({
  component: z.string(),
  /** Nodes where it is, or should be. */
  nodes: z.int(),
  ready: z.int(),
  culprits: z.int(),
  victims: z.int(),
  /** Tags of its images and on how many nodes each runs; more than one is a skew. */
  versions: z.array(z.object({ version: z.string(), pods: z.int() })),
});

export const OperatorPolicy = z.object({
  kind: z.enum(['ClusterPolicy', 'GPUCluster', 'NVIDIADriver']),
  name: z.string(),
  state: z.nullable(z.string()),
  driverVersion: z.nullable(z.string()),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.nullable(z.string()),
      message: z.nullable(z.string()),
      since: z.nullable(Time),
    }),
  ),
});

/** Nodes that the DRA driver joins for Multi-Node NVLink. */
export const ComputeDomain = z.object({
  namespace: z.string(),
  name: z.string(),
  /** As many as it is to have; 0 where its workload decides, null where it does not tell. */
  numNodes: z.nullable(z.int()),
  /** `Ready`, `NotReady`; null before the driver has written it. */
  status: z.nullable(z.string()),
  /** Those that have joined, and whether each is ready. */
  nodes: z.array(z.object({ name: z.string(), status: z.nullable(z.string()) })),
});

/** A link of the way from exporter to curve: the results of one check, worst first. `broken` is the first that fails. */
export const MetricsLink = z.object({
  check: z.string(),
  verdict: z.nullable(z.enum(['pass', 'warn', 'fail', 'unknown'])),
  results: z.array(CheckResult),
});

/** A metric of the operator's or of its validator; `operatorMetrics` of `@gpu-console/shared/doctor` says what it means. */
export const OperatorMetric = z.object({
  name: z.string(),
  /** That it is about; null for the operator's own. */
  node: z.nullable(z.string()),
  /** That it was scraped from. */
  pod: z.nullable(z.string()),
  value: z.number(),
});

export const OperatorReport = z.object({
  ...Envelope,
  setting: ClusterSetting,
  /**
   * `operator`; `bare` for a device plugin without it; `dra` for a driver of dynamic resource allocation; `other` where
   * something else offers GPUs, such as a cloud's device plugin or a service of the host's; null for none.
   */
  installed: z.nullable(z.enum(['operator', 'bare', 'dra', 'other'])),
  /** Where the drivers come from: pods, or the hosts. */
  driver: z.nullable(z.enum(['container', 'host'])),
  stages: z.array(OperatorStage),
  /** GPU nodes, those with trouble first. */
  nodes: z.array(z.string()),
  cells: z.array(OperatorCell),
  /** Null where they cannot be read. */
  policies: z.nullable(z.array(OperatorPolicy)),
  /** None where the cluster does not know the kind, null where they cannot be read. */
  computeDomains: z.nullable(z.array(ComputeDomain)),
  /** Nodes whose driver is being, or could not be, upgraded, and the operator's word for where it is. */
  upgrades: z.array(z.object({ node: z.string(), state: z.string() })),
  metrics: z.object({
    links: z.array(MetricsLink),
    broken: z.nullable(z.string()),
    /** Unix seconds of the newest sample. */
    newestSampleAt: Nullable,
  }),
  /** Of the cluster, then of its nodes; none where Prometheus does not scrape them, null where it cannot be asked. */
  operatorMetrics: z.nullable(z.array(OperatorMetric)),
  /** Warnings of the operator's namespaces, newest first. */
  events: KubeEvents,
});

export type ComponentState = z.infer<typeof ComponentState>;
export type OperatorCell = z.infer<typeof OperatorCell>;
export type OperatorStage = z.infer<typeof OperatorStage>;
export type OperatorPolicy = z.infer<typeof OperatorPolicy>;
export type ComputeDomain = z.infer<typeof ComputeDomain>;
export type MetricsLink = z.infer<typeof MetricsLink>;
export type OperatorMetric = z.infer<typeof OperatorMetric>;
export type OperatorReport = z.infer<typeof OperatorReport>;
