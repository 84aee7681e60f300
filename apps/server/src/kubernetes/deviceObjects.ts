import { z } from 'zod';
import { Metadata, OptionalTime } from './objects.ts';

/**
 * The parts of `resource.k8s.io` (dynamic resource allocation) that the console reads: v1, v1beta2 and v1beta1, by
 * kubernetes staging/src/k8s.io/api/resource/{v1,v1beta2,v1beta1,v1alpha3}/types.go.
 */

const AttributeValue = z.object({
  string: z.string().optional(),
  int: z.number().optional(),
  bool: z.boolean().optional(),
  version: z.string().optional(),
});

const DeviceTaint = z.object({
  key: z.string(),
  value: z.string().default(''),
  effect: z.string(),
  timeAdded: OptionalTime,
});

/** What a device says of itself: in the device itself, or in `basic` in v1beta1. */
const deviceDetails = {
  attributes: z.record(z.string(), AttributeValue).optional(),
  nodeName: z.string().nullish(),
  taints: z.array(DeviceTaint).optional(),
  consumesCounters: z.array(z.object({ counterSet: z.string() })).optional(),
};

export const ResourceSliceObject = z.object({
  metadata: Metadata,
  spec: z.object({
    driver: z.string(),
    nodeName: z.string().nullish(),
    pool: z.object({ name: z.string(), generation: z.number().default(0) }),
    devices: z
      .array(
        z.object({ name: z.string(), ...deviceDetails, basic: z.object({ ...deviceDetails }).optional() }),
      )
      .default([]),
  }),
});

const Ask = {
  deviceClassName: z.string(),
  allocationMode: z.string().optional(),
  count: z.number().optional(),
  adminAccess: z.boolean().nullish(),
};

/** v1 and v1beta2 ask in `exactly` or `firstAvailable`; v1beta1 in the request itself or `firstAvailable`. */
const DeviceRequest = z.object({
  name: z.string().default(''),
  ...Ask,
  deviceClassName: z.string().optional(),
  exactly: z.object(Ask).nullish(),
  firstAvailable: z.array(z.object({ name: z.string(), ...Ask })).default([]),
});

const AllocationResult = z.object({
  /** The request, or `request/alternative` where the request has alternatives. */
  request: z.string().default(''),
  driver: z.string(),
  pool: z.string(),
  device: z.string(),
  adminAccess: z.boolean().nullish(),
});

export const ResourceClaimObject = z.object({
  metadata: Metadata,
  spec: z
    .object({ devices: z.object({ requests: z.array(DeviceRequest).default([]) }).prefault({}) })
    .prefault({}),
  status: z
    .object({
      allocation: z
        .object({ devices: z.object({ results: z.array(AllocationResult).default([]) }).prefault({}) })
        .nullish(),
      reservedFor: z
        .array(z.object({ resource: z.string(), name: z.string(), uid: z.string().default('') }))
        .default([]),
    })
    .prefault({}),
});

export const DeviceClassObject = z.object({
  metadata: Metadata,
  spec: z
    .object({
      extendedResourceName: z.string().nullish(),
      selectors: z
        .array(z.object({ cel: z.object({ expression: z.string().default('') }).nullish() }))
        .default([]),
    })
    .prefault({}),
});

/** v1 from Kubernetes 1.37 on, v1beta2 in 1.36, v1alpha3 from 1.33 to 1.35, which can select by class and expression too. */
export const DeviceTaintRuleObject = z.object({
  metadata: Metadata,
  spec: z.object({
    deviceSelector: z
      .object({
        driver: z.string().nullish(),
        pool: z.string().nullish(),
        device: z.string().nullish(),
        deviceClassName: z.string().nullish(),
        selectors: z.array(z.unknown()).default([]),
      })
      .nullish(),
    taint: DeviceTaint,
  }),
});

export type ResourceSliceObject = z.infer<typeof ResourceSliceObject>;
export type ResourceClaimObject = z.infer<typeof ResourceClaimObject>;
export type DeviceClassObject = z.infer<typeof DeviceClassObject>;
export type DeviceTaintRuleObject = z.infer<typeof DeviceTaintRuleObject>;
