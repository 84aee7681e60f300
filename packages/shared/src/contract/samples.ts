import { z } from 'zod';
import { SAMPLES } from '../samples/manifests.ts';
import { Envelope, KubeName, Nullable, Time } from './common.ts';

export const SampleName = z.enum(SAMPLES);

/** `SampleClaim` of `@gpu-console/shared/samples`; null where nodes have a resource to ask for. */
export const SampleClaim = z.nullable(
  z.object({ version: z.enum(['v1', 'v1beta2', 'v1beta1']), deviceClass: z.string() }),
);

/** The pod of a sample that was started. */
export const SamplePod = z.object({
  name: z.string(),
  phase: z.string(),
  /** The word `kubectl get pods` prints under STATUS. */
  status: z.string(),
  node: z.nullable(z.string()),
  /** Why it does not run, in the scheduler's or the kubelet's words; null where it runs, or nobody said. */
  message: z.nullable(z.string()),
  /** Since when it is as it is. */
  since: Time,
  /** UUIDs of the GPUs that the exporter attributes to it. */
  gpus: z.array(z.string()),
});

/** What there is of a sample in one namespace. */
export const SampleRun = z.object({
  namespace: z.string(),
  pod: z.nullable(SamplePod),
  service: z.nullable(z.object({ name: z.string(), nodePort: Nullable })),
});

export const SampleReport = z.object({
  ...Envelope,
  /** Whether the console may start and remove samples (`ALLOW_WRITES`), and where (`WRITE_NAMESPACES`). */
  writes: z.object({
    allowed: z.boolean(),
    namespaces: z.array(z.string()),
    /** Why not, and how to allow it; null where it may. */
    reason: z.nullable(z.string()),
  }),
  /** What the manifests are made for: `SampleSetting` of `@gpu-console/shared/samples`, but for the namespace. */
  setting: z.object({ resource: z.string(), cuda: z.nullable(z.string()), claim: SampleClaim }),
  samples: z.array(z.object({ sample: SampleName, runs: z.array(SampleRun) })),
  /** Why it is not known what runs, in the API server's words; null where it is. */
  problem: z.nullable(z.string()),
});

export const SampleRequest = z.strictObject({ namespace: KubeName, dryRun: z.boolean() });
export const SampleQuery = z.strictObject({ namespace: KubeName });

/** What was created or removed; or would be, where it was only tried. */
export const SampleChange = z.object({
  namespace: z.string(),
  dryRun: z.boolean(),
  objects: z.array(z.object({ kind: z.string(), name: z.string() })),
});

export type SamplePod = z.infer<typeof SamplePod>;
export type SampleRun = z.infer<typeof SampleRun>;
export type SampleReport = z.infer<typeof SampleReport>;
export type SampleChange = z.infer<typeof SampleChange>;
