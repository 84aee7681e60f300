import { z } from 'zod';
import { componentOf } from './components.ts';

/**
 * The parts of objects that are listed only when somebody looks; parsing leaves the rest behind. The API server writes
 * `null` for some empty lists of old objects.
 */

const Labels = z.record(z.string(), z.string());
const Metadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  labels: Labels.default({}),
  annotations: Labels.default({}),
});

export const Selector = z.object({
  matchLabels: Labels.optional(),
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});

const Container = z.object({
  name: z.string(),
  image: z.string().default(''),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
});

export const DaemonSetObject = z
  .object({
    metadata: Metadata,
    spec: z.object({
      template: z.object({
        metadata: z.object({ labels: Labels.default({}) }).prefault({}),
        spec: z.object({
          nodeSelector: Labels.default({}),
          runtimeClassName: z.string().nullish(),
          containers: z.array(Container),
        }),
      }),
    }),
    status: z
      .object({ desiredNumberScheduled: z.number().default(0), numberReady: z.number().default(0) })
      .prefault({}),
  })
  .transform(({ metadata, spec: { template }, status }) => ({
    name: metadata.name,
    namespace: metadata.namespace,
    /** Which of the operator's components its pods are. */
    component: componentOf(
      template.metadata.labels,
      template.spec.containers.map(({ image }) => image),
    ),
    nodeSelector: template.spec.nodeSelector,
    runtimeClass: template.spec.runtimeClassName ?? null,
    environment: Object.fromEntries(
      template.spec.containers.flatMap(({ env }) => env.map(({ name, value }) => [name, value ?? ''])),
    ),
    desired: status.desiredNumberScheduled,
    ready: status.numberReady,
  }));

export const InventoryService = z.object({
  metadata: Metadata,
  spec: z
    .object({
      selector: Labels.nullish(),
      ports: z
        .array(
          z.object({
            name: z.string().optional(),
            port: z.number(),
            targetPort: z.union([z.number(), z.string()]).optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

const Addresses = z.array(z.object({ ip: z.string() })).nullish();

export const EndpointsObject = z.object({
  metadata: Metadata,
  subsets: z.array(z.object({ addresses: Addresses, notReadyAddresses: Addresses })).nullish(),
});

const MonitorEndpoint = z.object({
  port: z.string().optional(),
  targetPort: z.union([z.number(), z.string()]).optional(),
  honorLabels: z.boolean().optional(),
});
const NamespaceSelector = z
  .object({ any: z.boolean().optional(), matchNames: z.array(z.string()).optional() })
  .default({});

export const ServiceMonitorObject = z.object({
  metadata: Metadata,
  spec: z.object({
    selector: Selector,
    namespaceSelector: NamespaceSelector,
    endpoints: z.array(MonitorEndpoint).default([]),
  }),
});

export const PodMonitorObject = z.object({
  metadata: Metadata,
  spec: z.object({
    selector: Selector,
    namespaceSelector: NamespaceSelector,
    podMetricsEndpoints: z.array(MonitorEndpoint).default([]),
  }),
});

/** In all four, an absent selector selects nothing, and an empty one everything; of namespaces, absent is its own only. */
export const PrometheusObject = z.object({
  metadata: Metadata,
  spec: z
    .object({
      serviceMonitorSelector: Selector.nullish(),
      serviceMonitorNamespaceSelector: Selector.nullish(),
      podMonitorSelector: Selector.nullish(),
      podMonitorNamespaceSelector: Selector.nullish(),
    })
    .prefault({}),
});

export const NamespaceObject = z.object({ metadata: Metadata });
export const RuntimeClassObject = z.object({ metadata: Metadata, handler: z.string().default('') });
/** kubernetes-sigs/dra-driver-nvidia-gpu, its CRD computedomains.resource.nvidia.com. */
export const ComputeDomainObject = z.object({
  metadata: Metadata,
  spec: z.object({ numNodes: z.int().nullish().catch(null) }).prefault({}),
  status: z
    .object({
      status: z.string().nullish().catch(null),
      nodes: z
        .array(z.object({ name: z.string(), status: z.string().nullish().catch(null) }))
        .nullish()
        .catch(null),
    })
    .nullish(),
});
export const ConfigMapObject = z.object({ metadata: Metadata, data: Labels.nullish() });
/** KubeSphere's; only what its panels ask is read, wherever it stands. */
export const DashboardObject = z
  .object({ metadata: Metadata, spec: z.unknown() })
  .transform(({ metadata, spec }) => ({ metadata, asksDcgm: /DCGM_/.test(JSON.stringify(spec ?? null)) }));

export type Selector = z.infer<typeof Selector>;
export type DaemonSetObject = z.output<typeof DaemonSetObject>;
export type InventoryService = z.infer<typeof InventoryService>;
export type EndpointsObject = z.infer<typeof EndpointsObject>;
export type ServiceMonitorObject = z.infer<typeof ServiceMonitorObject>;
export type PodMonitorObject = z.infer<typeof PodMonitorObject>;
export type PrometheusObject = z.infer<typeof PrometheusObject>;
export type NamespaceObject = z.infer<typeof NamespaceObject>;
export type RuntimeClassObject = z.infer<typeof RuntimeClassObject>;
export type ComputeDomainObject = z.infer<typeof ComputeDomainObject>;
export type ConfigMapObject = z.infer<typeof ConfigMapObject>;
export type DashboardObject = z.output<typeof DashboardObject>;
