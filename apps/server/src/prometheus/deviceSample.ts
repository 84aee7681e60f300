import type { PodReference } from '@gpu-console/shared/contract';

/** What one GPU or MIG instance reports now, joined from its series. */
export interface DeviceSample {
  readonly uuid: string;
  readonly index: number | null;
  readonly instance: { readonly id: string; readonly profile: string | null } | null;
  readonly product: string | null;
  readonly driverVersion: string | null;
  readonly pciBusId: string | null;
  /** Every place the node's name may stand: which of them does is decided with Kubernetes' help. */
  readonly origin: {
    readonly hostname: string | null;
    readonly node: string | null;
    readonly pod: string | null;
    readonly instance: string | null;
  };
  readonly workloads: readonly PodReference[];
  /** The newest sample's time, Unix seconds. */
  readonly sampledAt: number | null;
  /** In the field's own unit, by DCGM field. */
  readonly values: ReadonlyMap<string, number>;
}

/** Where DCGM's "blank" values begin (dcgm_structs.h): int32, float (2^47) and int64, the lowest of each family. */
const BLANKS: readonly (readonly [from: number, to: number])[] = [
  [2_147_483_632, 2_147_483_647],
  [140_737_488_355_328, 140_737_488_355_343],
  [9_223_372_036_854_775_000, Number.POSITIVE_INFINITY],
];

/** True for a value by which DCGM says that there is none. */
export function isBlank(value: number): boolean {
  return BLANKS.some(([from, to]) => value >= from && value <= to);
}
