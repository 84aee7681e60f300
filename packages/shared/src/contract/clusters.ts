import { z } from 'zod';
import { Dialect } from '../metrics/dialect.ts';
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

/** What of a cluster is shown to who asks: what Kubernetes lets them list, narrowed to what they chose to look at. */
export const Scope = z.object({
  /** The namespaces whose pods are shown; null for all. */
  namespaces: z.nullable(z.array(z.string())),
  /** Whether nodes are, beyond their names. */
  nodes: z.boolean(),
});

export const Cluster = z.object({
  id: z.string(),
  name: z.string(),
  /** What Kubernetes lets who asks see of it; null where that could not be asked, and `scopeProblem` says why. */
  scope: z.nullable(Scope),
  scopeProblem: z.nullable(z.string()),
  kubernetes: SourceState,
  prometheus: SourceState,
  /** Null until DCGM series were seen. */
  dialect: z.nullable(Dialect),
  /** Names of the DCGM metrics that this Prometheus holds now; null until DCGM series were seen. */
  metrics: z.nullable(z.array(z.string())),
  /** Seconds between two scrapes of the DCGM exporters, as seen; null until known. */
  scrapeIntervalSeconds: z.nullable(z.number()),
});

export const ClusterList = z.object({ items: z.array(Cluster) });

export type Scope = z.infer<typeof Scope>;
export type SourceState = z.infer<typeof SourceState>;
export type Cluster = z.infer<typeof Cluster>;
export type ClusterList = z.infer<typeof ClusterList>;
