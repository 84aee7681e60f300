import type { ResourceClaimObject, ResourceSliceObject } from './objects.ts';

/** A device that a DRA driver offers (resource.k8s.io, ResourceSlice). */
export interface ClaimableDevice {
  readonly name: string;
  readonly uuid: string | null;
  readonly product: string | null;
  /** NVIDIA's driver: `gpu`, `mig`, `vfio`. */
  readonly type: string | null;
}

/** What a DRA driver offers from one pool on a node. */
export interface SliceRecord {
  readonly driver: string;
  readonly pool: string;
  readonly node: string | null;
  readonly devices: readonly ClaimableDevice[];
}

/** A ResourceClaim: what is asked for, what was given, and to which pods. */
export interface ClaimRecord {
  readonly namespace: string;
  readonly name: string;
  /** Devices asked for, by device class. */
  readonly requested: Readonly<Record<string, number>>;
  readonly allocated: readonly { readonly driver: string; readonly pool: string; readonly device: string }[];
  readonly pods: readonly string[];
}

export function sliceRecord({ spec }: ResourceSliceObject): SliceRecord {
  return {
    driver: spec.driver,
    pool: spec.pool.name,
    node: spec.nodeName ?? null,
    devices: spec.devices.map(({ name, attributes, basic }) => {
      const of = { ...basic?.attributes, ...attributes };
      const text = (attribute: string) => of[attribute]?.string ?? null;
      return { name, uuid: text('uuid'), product: text('productName'), type: text('type') };
    }),
  };
}

export function claimRecord({ metadata, spec, status }: ResourceClaimObject): ClaimRecord {
  const requested: Record<string, number> = {};
  for (const { exactly, ...own } of spec.devices.requests) {
    const { deviceClassName, count } = exactly ?? own;
    if (deviceClassName !== undefined)
      requested[deviceClassName] = (requested[deviceClassName] ?? 0) + (count ?? 1);
  }
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    requested,
    allocated: status.allocation?.devices.results ?? [],
    pods: status.reservedFor.filter(({ resource }) => resource === 'pods').map(({ name }) => name),
  };
}
