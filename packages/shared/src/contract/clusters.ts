import { z } from 'zod';
import { Time } from './common.ts';

export const SourceState = z.object({
  state: z.enum(['connecting', 'ok', 'unreachable']),
  /** Unix seconds at which this state began. */
  since: z.nullable(Time),
  /** Unix seconds at which the source was last heard. */
  lastHeard: z.nullable(Time),
  version: z.nullable(z.string()),
  reason: z.nullable(z.string()),
});

/**
 * Which labels of this cluster's DCGM series say what. Exporters differ by era and by how Prometheus scrapes them
 * (`honorLabels`), and one fleet may have several: each list is in order of preference.
 */
export const Dialect = z.object({
  /** Hold the GPU's UUID; answers call it by the first. */
  uuid: z.array(z.string()),
  /** Name the host that a GPU is in: the node, or where exporters are not told it their own pod. */
  host: z.array(z.string()),
  /** Name the workload that has the GPU, never the exporter; none where exporters do not map GPUs to pods. */
  workload: z.array(z.object({ pod: z.string(), namespace: z.string(), container: z.nullable(z.string()) })),
});

export const Cluster = z.object({
  id: z.string(),
  name: z.string(),
  kubernetes: SourceState,
  prometheus: SourceState,
  /** Null until DCGM series were seen. */
  dialect: z.nullable(Dialect),
  /** Names of the DCGM metrics that this Prometheus holds now. */
  metrics: z.array(z.string()),
  /** Seconds between two scrapes of the DCGM exporters, as seen; null until known. */
  scrapeIntervalSeconds: z.nullable(z.number()),
});

export const ClusterList = z.object({ items: z.array(Cluster) });

export type SourceState = z.infer<typeof SourceState>;
export type Dialect = z.infer<typeof Dialect>;
export type Cluster = z.infer<typeof Cluster>;
export type ClusterList = z.infer<typeof ClusterList>;
