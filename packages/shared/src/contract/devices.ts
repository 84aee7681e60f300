import { z } from 'zod';
import { Envelope, KubeName, Time } from './common.ts';

/** What a pod's ResourceClaim asks for under one name: one of the alternatives, of which there may be just one. */
export const PodClaim = z.object({
  claim: z.string(),
  request: z.string(),
  alternatives: z.array(
    z.object({
      /** Null where there are no others. */
      name: z.nullable(z.string()),
      deviceClass: z.string(),
      /** Null for all devices of a node. */
      count: z.nullable(z.int()),
    }),
  ),
  /** How many devices were given. */
  allocated: z.int(),
  /** The name of the alternative that was given. */
  chosen: z.nullable(z.string()),
});

/** What kubelet says of a device that a container has (`allocatedResourcesStatus`). */
export const DeviceHealth = z.object({
  container: z.string(),
  /** `nvidia.com/gpu`, or `claim:NAME/REQUEST`. */
  resource: z.string(),
  device: z.string(),
  /** `Healthy`, `Unhealthy` or `Unknown`. */
  health: z.string(),
  message: z.nullable(z.string()),
});

export const ClaimedDeviceTaint = z.object({
  key: z.string(),
  value: z.string(),
  effect: z.string(),
  since: z.nullable(Time),
  /** The DeviceTaintRule that sets it; null where the driver does. */
  rule: z.nullable(z.string()),
});

/** A claim that was given a device. */
export const DeviceClaim = z.object({
  namespace: z.string(),
  name: z.string(),
  createdAt: Time,
  /** It only looks at the device (`adminAccess`), and takes it from nobody. */
  admin: z.boolean(),
  /** Those that it is reserved for and that have not ended: none of a claim that nobody uses any more. */
  pods: z.array(z.string()),
});

/** A GPU, or a part of one, that a DRA driver offers. Parts that a GPU could be split into are left out until they are given. */
export const Device = z.object({
  driver: z.string(),
  pool: z.string(),
  name: z.string(),
  node: z.string(),
  product: z.nullable(z.string()),
  /** NVIDIA's driver: `gpu`, `mig`, `vfio`. */
  type: z.nullable(z.string()),
  /** Of a MIG device: `1g.10gb`. */
  profile: z.nullable(z.string()),
  uuid: z.nullable(z.string()),
  /** The UUID of the GPU that it is a part of. */
  parentUuid: z.nullable(z.string()),
  /** How much of its GPU it is, 1 for a whole one. */
  share: z.number(),
  taints: z.array(ClaimedDeviceTaint),
  /** False where a taint keeps it from new pods. */
  schedulable: z.boolean(),
  /** The worst that kubelet says of it in the pods that have it; null where it says nothing. */
  health: z.nullable(z.string()),
  healthMessage: z.nullable(z.string()),
  /** Null while claims were never read. */
  claims: z.nullable(z.array(DeviceClaim)),
});

/** A claim that keeps devices for nobody: it is reserved for no pod, or only for pods that ended or are gone. */
export const UnusedClaim = z.object({
  namespace: z.string(),
  name: z.string(),
  createdAt: Time,
  reason: z.enum(['unreserved', 'ended', 'gone']),
  pods: z.array(z.string()),
  devices: z.array(z.object({ node: z.nullable(z.string()), name: z.string() })),
});

export const DeviceList = z.object({
  ...Envelope,
  /** Null while the ResourceSlices were never read. */
  items: z.nullable(z.array(Device)),
  /** Oldest first; null while claims or pods were never read. */
  unusedClaims: z.nullable(z.array(UnusedClaim)),
  /** False while DeviceTaintRules were never read: there may be taints that are not shown. */
  taintRulesRead: z.boolean(),
});
export const DeviceListQuery = z.strictObject({ node: z.optional(KubeName) });

export type PodClaim = z.infer<typeof PodClaim>;
export type Device = z.infer<typeof Device>;
export type DeviceClaim = z.infer<typeof DeviceClaim>;
export type DeviceHealth = z.infer<typeof DeviceHealth>;
export type UnusedClaim = z.infer<typeof UnusedClaim>;
export type DeviceList = z.infer<typeof DeviceList>;
