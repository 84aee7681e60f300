import { z } from 'zod';
import { Envelope } from './common.ts';
import { CheckParams, CheckResult, ClusterSetting, Evidence, Verdict } from './doctor.ts';
import { SampleClaim } from './samples.ts';

/** The way from bare nodes to a curve that moves, in the order in which it is walked. */
export const SetupStepId = z.enum([
  'prerequisites',
  'helm',
  'install',
  'operands',
  'allocatable',
  'samples',
  'notebook',
  'exporter',
  'monitor',
  'target',
  'kubesphere',
  'curve',
  'uninstall',
]);

/**
 * `next`: the first that is to be done, one at most. `open`: to be done as well, and nothing before it stands in the way.
 * `blocked`: to be done, after another. `unknown`: what would tell cannot be read.
 */
export const SetupState = z.enum(['done', 'next', 'open', 'blocked', 'unknown', 'optional']);

/** Something that was looked at for a step. The words are `itemWords(step, item, locale)` of `@gpu-console/shared/setup`. */
export const SetupItem = z.object({
  id: z.string(),
  /** `wait`: not yet, and on its way. `info`: worth knowing, and neither good nor bad. */
  verdict: z.enum(['pass', 'warn', 'fail', 'wait', 'unknown', 'info']),
  params: CheckParams,
  evidence: z.array(Evidence),
  /** Why it is unknown, in the words of who refused. */
  reason: z.nullable(z.string()),
});

/** Something to type; the caption is a key of `captions` of `@gpu-console/shared/setup`. */
export const SetupCommand = z.object({ caption: z.string(), text: z.string() });

export const SetupStep = z.object({
  step: SetupStepId,
  state: SetupState,
  /** The step that has to be done before this one. */
  blockedBy: z.nullable(SetupStepId),
  items: z.array(SetupItem),
  /** The checks that back it and apply here, with their worst verdicts. */
  checks: z.array(z.object({ check: z.string(), verdict: Verdict })),
  /** Their results that are not passes, culprits first, at most 10. */
  results: z.array(CheckResult),
  /** For this cluster as it was found; with other choices, `commandsFor(step, setting, choices)` gives others. */
  commands: z.array(SetupCommand),
});

const Labels = z.record(z.string(), z.string());

/** A ServiceMonitor that would fit the exporter's Service and that this Prometheus would take. */
export const MonitorPlan = z.object({
  namespace: z.string(),
  /** What Prometheus wants of monitors. */
  labels: Labels,
  /** What Prometheus wants of the monitor's namespace, which lacks it. */
  namespaceLabels: Labels,
  /** Labels of the exporter's Service. */
  selector: Labels,
  /** The Service lacks the selector's label. */
  labelService: z.boolean(),
  /** Of the Service: its name, or where it has none its number. */
  port: z.union([z.string(), z.int()]),
  /** `namespace/name` of the Prometheus that it is for; null where no such object is known. */
  prometheus: z.nullable(z.string()),
});

/** What commands of the steps need to know of this cluster, beside `ClusterSetting`. */
export const SetupSetting = z.object({
  ...ClusterSetting.shape,
  /** `operator`; `bare` for a device plugin without it; `dra` for a driver of dynamic resource allocation; null for none. */
  installed: z.nullable(z.enum(['operator', 'bare', 'dra', 'other'])),
  /** What the operator is told by; null where it is not installed, or was told nothing. */
  configuration: z.nullable(z.enum(['ClusterPolicy', 'GPUCluster'])),
  /** A GPUCluster can be installed here, which hands GPUs out by claim alone. */
  takesGpuCluster: z.boolean(),
  /** The chart's releases that suit this cluster, as Helm's `--version` takes them; null for the newest. */
  chart: z.nullable(z.string()),
  /** Whether that release, or the one installed, reads the container runtime off the nodes. */
  detectsRuntime: z.boolean(),
  /** NFD runs already and is not the operator's. */
  hasNfd: z.boolean(),
  /** The hosts bring drivers of their own. */
  hasHostDriver: z.boolean(),
  /** How the GPU nodes' systems are kept: apt or dnf. */
  system: z.nullable(z.enum(['debian', 'redhat'])),
  /** One GPU node, for examples. */
  node: z.nullable(z.string()),
  monitor: MonitorPlan,
  isKubeSphere: z.boolean(),
  /** A workspace that is there. */
  workspace: z.nullable(z.string()),
  /** What sample workloads ask for: a resource that nodes offer, or a claim, and the CUDA release that drivers support. */
  samples: z.object({
    namespace: z.string(),
    resource: z.string(),
    cuda: z.nullable(z.string()),
    claim: SampleClaim,
  }),
  /** A running notebook, and the Service that leads to it. */
  notebook: z.nullable(z.object({ namespace: z.string(), pod: z.string(), service: z.nullable(z.string()) })),
});

export const SetupReport = z.object({
  ...Envelope,
  setting: SetupSetting,
  next: z.nullable(SetupStepId),
  steps: z.array(SetupStep),
});

export type SetupStepId = z.infer<typeof SetupStepId>;
export type SetupState = z.infer<typeof SetupState>;
export type SetupItem = z.infer<typeof SetupItem>;
export type SetupCommand = z.infer<typeof SetupCommand>;
export type SetupStep = z.infer<typeof SetupStep>;
export type MonitorPlan = z.infer<typeof MonitorPlan>;
export type SetupSetting = z.infer<typeof SetupSetting>;
export type SetupReport = z.infer<typeof SetupReport>;
