import type { PodReference } from '@gpu-console/shared/contract';

/** Every place where the node's name may stand on a series. */
export interface Origin {
  readonly hostname: string | null;
  readonly node: string | null;
  readonly pod: string | null;
  readonly instance: string | null;
}

/** What one GPU or MIG instance reports now, joined from its series. */
export interface DeviceSample {
  readonly uuid: string;
  readonly index: number | null;
  readonly instance: { readonly id: string; readonly profile: string | null } | null;
  readonly product: string | null;
  readonly driverVersion: string | null;
  readonly pciBusId: string | null;
  /** Of each exporter that reports it; which tells the node is decided with Kubernetes' help. */
  readonly origins: readonly Origin[];
  readonly workloads: readonly PodReference[];
  /** The newest sample's time, Unix seconds. */
  readonly sampledAt: number | null;
  /** In the field's own unit, by DCGM field. */
  readonly values: ReadonlyMap<string, number>;
  /** What pods' own processes use of it, by `namespace/name`; empty where the exporter does not tell. */
  readonly own: ReadonlyMap<string, OwnUse>;
}

/** What one pod uses of a device that it shares: a ratio, and bytes. */
export interface OwnUse {
  readonly utilization: number | null;
  readonly memoryUsedBytes: number | null;
}
