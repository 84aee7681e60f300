import { z } from 'zod';
import { secondsOf } from './secondsOf.ts';

/** The parts of Kubernetes' objects that the console reads; parsing leaves the rest behind. */

const Quantity = z.union([z.string(), z.number()]);
const Quantities = z.record(z.string(), Quantity);
/** Unix seconds. The API server writes `null` for a time that never was: every optional one is nullish. */
const Timestamp = z.string().transform((text) => Date.parse(text) / 1000);
/** Null where it is not told, or cannot be read. */
export const OptionalTime = z
  .string()
  .nullish()
  .transform((text) => secondsOf(text));

export const Metadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  uid: z.string().default(''),
  creationTimestamp: Timestamp,
  deletionTimestamp: OptionalTime,
  labels: z.record(z.string(), z.string()).default({}),
  ownerReferences: z
    .array(z.object({ kind: z.string(), name: z.string(), controller: z.boolean().optional() }))
    .default([]),
});

const Taint = z.object({ key: z.string(), value: z.string().default(''), effect: z.string() });

export const NodeObject = z.object({
  metadata: Metadata.extend({ annotations: z.record(z.string(), z.string()).default({}) }),
  spec: z
    .object({
      unschedulable: z.boolean().default(false),
      taints: z.array(Taint).default([]),
    })
    .prefault({}),
  status: z
    .object({
      capacity: Quantities.default({}),
      allocatable: Quantities.default({}),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
            lastTransitionTime: OptionalTime,
          }),
        )
        .default([]),
      addresses: z.array(z.object({ type: z.string(), address: z.string() })).default([]),
      nodeInfo: z
        .object({
          architecture: z.string().default(''),
          osImage: z.string().default(''),
          kernelVersion: z.string().default(''),
          containerRuntimeVersion: z.string().default(''),
          kubeletVersion: z.string().default(''),
        })
        .prefault({}),
    })
    .prefault({}),
});

const ContainerSpec = z.object({
  name: z.string(),
  image: z.string().default(''),
  restartPolicy: z.string().optional(),
  ports: z.array(z.object({ name: z.string().optional(), containerPort: z.number() })).default([]),
  resources: z.object({ requests: Quantities.optional(), limits: Quantities.optional() }).optional(),
});

const ContainerState = z.object({
  waiting: z.object({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  running: z.object({ startedAt: OptionalTime }).optional(),
  terminated: z
    .object({
      reason: z.string().optional(),
      message: z.string().optional(),
      exitCode: z.number().default(0),
      signal: z.number().optional(),
      startedAt: OptionalTime,
      finishedAt: OptionalTime,
    })
    .optional(),
});

/**
 * A device of a container, and whether it works (KEP-4680). The id is the device plugin's, or the DRA driver's CDI device, else
 * `driver/pool/device` (kubernetes pkg/kubelet/cm/dra/manager.go, UpdateAllocatedResourcesStatus).
 */
const ResourceHealth = z.object({
  resourceID: z.string(),
  health: z.string().default('Unknown'),
  message: z.string().nullish(),
});

const ContainerStatus = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  started: z.boolean().optional(),
  restartCount: z.number().default(0),
  state: ContainerState.default({}),
  lastState: ContainerState.default({}),
  /** By resource: `nvidia.com/gpu`, or `claim:NAME/REQUEST` with the pod's own name for a claim. */
  allocatedResourcesStatus: z
    .array(z.object({ name: z.string(), resources: z.array(ResourceHealth).default([]) }))
    .default([]),
});

const Toleration = z.object({
  key: z.string().default(''),
  operator: z.string().default('Equal'),
  value: z.string().default(''),
  effect: z.string().default(''),
});

const NodeRequirement = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()).default([]),
});
const NodeSelectorTerm = z.object({
  matchExpressions: z.array(NodeRequirement).default([]),
  matchFields: z.array(NodeRequirement).default([]),
});
const NodeAffinity = z.object({
  requiredDuringSchedulingIgnoredDuringExecution: z
    .object({ nodeSelectorTerms: z.array(NodeSelectorTerm).default([]) })
    .nullish(),
});

export const PodObject = z.object({
  metadata: Metadata.extend({ annotations: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({
    nodeName: z.string().optional(),
    nodeSelector: z.record(z.string(), z.string()).default({}),
    affinity: z.object({ nodeAffinity: NodeAffinity.nullish() }).nullish(),
    tolerations: z.array(Toleration).default([]),
    schedulingGates: z.array(z.object({ name: z.string() })).default([]),
    containers: z.array(ContainerSpec),
    initContainers: z.array(ContainerSpec).default([]),
    overhead: Quantities.optional(),
    /** Dynamic resource allocation: each names a claim, or a template from which one is made. */
    resourceClaims: z
      .array(
        z.object({
          name: z.string(),
          resourceClaimName: z.string().nullish(),
          resourceClaimTemplateName: z.string().nullish(),
        }),
      )
      .default([]),
  }),
  status: z
    .object({
      phase: z.string().default('Unknown'),
      reason: z.string().optional(),
      message: z.string().optional(),
      startTime: OptionalTime,
      podIP: z.string().optional(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
            lastTransitionTime: OptionalTime,
          }),
        )
        .default([]),
      resourceClaimStatuses: z
        .array(z.object({ name: z.string(), resourceClaimName: z.string().nullish() }))
        .default([]),
      /** The claim that the scheduler made for extended resources that a device class stands for (KEP-5004). */
      extendedResourceClaimStatus: z
        .object({
          resourceClaimName: z.string(),
          requestMappings: z
            .array(z.object({ containerName: z.string(), resourceName: z.string() }))
            .default([]),
        })
        .nullish(),
      containerStatuses: z.array(ContainerStatus).default([]),
      initContainerStatuses: z.array(ContainerStatus).default([]),
    })
    .prefault({}),
});

export const EventObject = z.object({
  type: z.string().default('Normal'),
  reason: z.string().default(''),
  message: z.string().default(''),
  count: z.number().nullish(),
  lastTimestamp: OptionalTime,
  eventTime: OptionalTime,
  /** Instead of `count` and `lastTimestamp`, where the writer uses the newer events API, as the scheduler does. */
  series: z.object({ count: z.number(), lastObservedTime: OptionalTime }).nullish(),
  involvedObject: z.object({ kind: z.string().default(''), name: z.string().default('') }).prefault({}),
});

export const ServiceObject = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z
    .object({
      type: z.string().default('ClusterIP'),
      clusterIP: z.string().optional(),
      externalIPs: z.array(z.string()).default([]),
      selector: z.record(z.string(), z.string()).nullish(),
      ports: z
        .array(
          z.object({
            name: z.string().optional(),
            protocol: z.string().default('TCP'),
            appProtocol: z.string().optional(),
            port: z.number(),
            targetPort: z.union([z.number(), z.string()]).optional(),
            nodePort: z.number().optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: z
            .array(z.object({ ip: z.string().optional(), hostname: z.string().optional() }))
            .default([]),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type NodeObject = z.infer<typeof NodeObject>;
export type PodObject = z.infer<typeof PodObject>;
export type ServiceObject = z.infer<typeof ServiceObject>;
export type ContainerStatus = z.infer<typeof ContainerStatus>;
