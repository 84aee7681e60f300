import { z } from 'zod';
import { DISTRIBUTIONS } from '../kubernetes/distributions.ts';
import { Envelope, Time } from './common.ts';

export const Verdict = z.enum(['pass', 'warn', 'fail', 'unknown']);

/** How bad it is, in the words of every page: does not work, works badly, worth knowing. */
export const Severity = z.enum(['critical', 'warning', 'info']);

/** What a result is about. A GPU's name is its UUID; `node` is where it is. */
export const Subject = z.object({
  kind: z.enum(['cluster', 'node', 'pod', 'gpu']),
  name: z.string(),
  namespace: z.nullable(z.string()),
  node: z.nullable(z.string()),
});

/** What was seen, where: `Node/gpu-1`, `.status.nodeInfo.osImage`, `Ubuntu 22.04.5 LTS`. */
export const Evidence = z.object({
  object: z.string(),
  field: z.string(),
  value: z.string(),
  time: z.nullable(Time),
});

export const CheckParams = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * What a check found about one subject. The words are `wordsOf(result, locale)` of `@gpu-console/shared/doctor`; the commands
 * are for this very cluster.
 */
export const CheckResult = z.object({
  /** Unique among the results, and stable while the trouble lasts. */
  id: z.string(),
  check: z.string(),
  stage: z.string(),
  subject: Subject,
  verdict: Verdict,
  /** Null for a pass and an unknown; a fail is critical, a warn is not. */
  severity: z.nullable(Severity),
  /** Which warn or fail it is; null for a pass and an unknown. */
  variant: z.nullable(z.string()),
  params: CheckParams,
  evidence: z.array(Evidence),
  /** The check that failed and that this one waits for: it is a victim, not the culprit. */
  blockedBy: z.nullable(z.object({ check: z.string(), subject: Subject })),
  /** Why it is unknown, in the words of who refused. */
  reason: z.nullable(z.string()),
  commands: z.array(z.string()),
});

/**
 * A problem of the overview, told where it is: what the check found, what it saw and the commands. Who does not see the whole
 * cluster gets no evidence and no commands, which may name what is not theirs. An alert has no result.
 */
export const ProblemDetail = z.object({
  /** As the overview's problem has it. */
  id: z.string(),
  severity: Severity,
  title: z.object({ en: z.string(), 'zh-CN': z.string() }),
  result: z.nullable(CheckResult),
});

/** `info` are those of `warn` that are only worth knowing. */
const Counts = { pass: z.int(), warn: z.int(), info: z.int(), fail: z.int(), unknown: z.int() };

/** What commands need to know of this cluster (`Setting` of `@gpu-console/shared/doctor`). */
export const ClusterSetting = z.object({
  operatorNamespace: z.string(),
  release: z.string(),
  operatorInstalled: z.nullable(z.boolean()),
  operatorVersion: z.nullable(z.string()),
  runtime: z.nullable(z.string()),
  distribution: z.nullable(z.enum(DISTRIBUTIONS)),
  kubernetesVersion: z.nullable(z.string()),
  policy: z.string(),
  exporterNamespace: z.string(),
  exporterService: z.string(),
});

export const DoctorReport = z.object({
  ...Envelope,
  setting: ClusterSetting,
  /** Over all results. */
  summary: z.object(Counts),
  /** Every check, in the order of stages; one that does not apply here has no results. */
  checks: z.array(
    z.object({ check: z.string(), stage: z.string(), verdict: z.nullable(Verdict), ...Counts }),
  ),
  /** Culprits first, then what is unknown, victims, and passes; of a check's passes at most 20. */
  results: z.array(CheckResult),
});

export type Severity = z.infer<typeof Severity>;
export type Verdict = z.infer<typeof Verdict>;
export type Subject = z.infer<typeof Subject>;
export type Evidence = z.infer<typeof Evidence>;
export type CheckResult = z.infer<typeof CheckResult>;
export type ProblemDetail = z.infer<typeof ProblemDetail>;
export type DoctorReport = z.infer<typeof DoctorReport>;
