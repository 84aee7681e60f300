import { z } from 'zod';

/**
 * Which labels of a cluster's DCGM series say what. Exporters differ by era and by how Prometheus scrapes them
 * (`honorLabels`), and one fleet may have several: each list is in order of preference.
 */
export const Dialect = z.object({
  /** Hold the GPU's UUID; answers call it by the first. */
  uuid: z.array(z.string()),
  /** Name the host that a GPU is in: the node, or where exporters are not told it their own pod. */
  host: z.array(z.string()),
  /** Name the workload that has the GPU, never the exporter; none where exporters do not map GPUs to pods. */
  workload: z.array(z.object({ pod: z.string(), namespace: z.string(), container: z.nullable(z.string()) })),
  /** A regular expression for the names of exporters' pods that do not tell it by themselves. */
  exporters: z.optional(z.string()),
  /** Set where there are MIG instances. */
  mig: z.optional(z.literal(true)),
  /** Set where a device was seen in series of several ages at once: handed over without a stale marker, or by two exporters. */
  overlaps: z.optional(z.literal(true)),
});

export type Dialect = z.infer<typeof Dialect>;
