import { z } from 'zod';
import { secondsOf } from './secondsOf.ts';

/** The operator's own resources (nvidia.com), of which releases differ: what cannot be read of a field is absent. */

const Text = z.string().nullish().catch(null);
const Labels = z.record(z.string(), z.string()).nullish().catch(null);
const Environment = z
  .array(z.object({ name: z.string(), value: z.string().default('') }))
  .nullish()
  .catch(null);
const ConfigReference = z.object({ name: Text, default: Text }).nullish().catch(null);

const Conditions = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      lastTransitionTime: z.string().nullish(),
    }),
  )
  .nullish()
  .catch(null);

const Metadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  labels: Labels,
  annotations: Labels,
  creationTimestamp: z.string().nullish(),
});

const Switch = z.boolean().nullish().catch(null);
const Exporter = z
  .object({
    config: ConfigReference,
    serviceMonitor: z.object({ enabled: z.boolean().nullish() }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
const Status = z.object({ state: Text, namespace: Text, conditions: Conditions }).nullish().catch(null);

export const ClusterPolicyObject = z.object({
  metadata: Metadata,
  spec: z
    .object({
      operator: z.object({ defaultRuntime: Text, runtimeClass: Text }).nullish().catch(null),
      driver: z
        .object({
          enabled: Switch,
          version: Text,
          repository: Text,
          image: Text,
        })
        .nullish()
        .catch(null),
      toolkit: z.object({ enabled: Switch, env: Environment }).nullish().catch(null),
      cdi: z.object({ nriPluginEnabled: Switch }).nullish().catch(null),
      devicePlugin: z.object({ config: ConfigReference }).nullish().catch(null),
      migManager: z.object({ config: ConfigReference }).nullish().catch(null),
      mig: z.object({ strategy: Text }).nullish().catch(null),
      dcgmExporter: Exporter,
    })
    .prefault({}),
  status: Status,
});

/** Of releases from 26.7 on, where devices are handed out by claim alone (its CRD, nvidia.com/v1alpha1). */
export const GpuClusterObject = z.object({
  metadata: Metadata,
  spec: z
    .object({
      draDriver: z
        .object({ computeDomains: z.object({ enabled: Switch }).nullish().catch(null) })
        .nullish()
        .catch(null),
      dcgmExporter: Exporter,
    })
    .prefault({}),
  status: Status,
});

export const NvidiaDriverObject = z.object({
  metadata: Metadata,
  spec: z.object({ version: Text, driverType: Text, nodeSelector: Labels }).prefault({}),
  status: Status,
});

/** A condition of one of these. `since` is Unix seconds. */
interface PolicyCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly since: number | null;
}

/** What the operator was told, and how far it is: in a ClusterPolicy or a GPUCluster, of which a cluster has one. */
export interface OperatorConfiguration {
  readonly kind: 'ClusterPolicy' | 'GPUCluster';
  readonly name: string;
  /** `ready`, `notReady`, `ignored`, of a GPUCluster also `disabled`; null where it says nothing yet. */
  readonly state: string | null;
  readonly conditions: readonly PolicyCondition[];
  /** The Helm release that it came with. */
  readonly release: string | null;
  /** The ConfigMap with the exporter's counters. */
  readonly countersConfig: string | null;
  readonly serviceMonitor: boolean | null;
}

export interface PolicyRecord extends OperatorConfiguration {
  readonly kind: 'ClusterPolicy';
  /** Unset since releases detect the runtime (1.9 or so). */
  readonly defaultRuntime: string | null;
  /** False for drivers that the hosts bring along. */
  readonly driverEnabled: boolean;
  readonly driverVersion: string | null;
  readonly toolkitEnvironment: Readonly<Record<string, string>>;
  readonly migStrategy: string | null;
  readonly devicePluginConfig: { readonly name: string; readonly default: string | null } | null;
  readonly migConfig: string | null;
  /** GPUs come to containers by an NRI plugin, and the runtime's configuration is left as it is (26.3 and later). */
  readonly hasNriPlugin: boolean;
}

export interface GpuClusterRecord extends OperatorConfiguration {
  readonly kind: 'GPUCluster';
  /** Whether nodes can be joined for Multi-Node NVLink (ComputeDomain); so unless told otherwise. */
  readonly computeDomains: boolean;
}

export interface DriverRecord {
  readonly name: string;
  readonly state: string | null;
  readonly conditions: readonly PolicyCondition[];
  readonly version: string | null;
  readonly type: string | null;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

export function policyRecord({ metadata, spec, status }: z.infer<typeof ClusterPolicyObject>): PolicyRecord {
  const config = spec.devicePlugin?.config;
  return {
    kind: 'ClusterPolicy',
    ...configurationOf({ metadata, spec, status }),
    defaultRuntime: spec.operator?.defaultRuntime ?? null,
    driverEnabled: spec.driver?.enabled ?? true,
    driverVersion: spec.driver?.version ?? null,
    toolkitEnvironment: Object.fromEntries((spec.toolkit?.env ?? []).map(({ name, value }) => [name, value])),
    migStrategy: spec.mig?.strategy ?? null,
    devicePluginConfig: config?.name ? { name: config.name, default: config.default || null } : null,
    migConfig: spec.migManager?.config?.name || null,
    hasNriPlugin: spec.cdi?.nriPluginEnabled ?? false,
  };
}

export function gpuClusterRecord({
  metadata,
  spec,
  status,
}: z.infer<typeof GpuClusterObject>): GpuClusterRecord {
  return {
    kind: 'GPUCluster',
    ...configurationOf({ metadata, spec, status }),
    computeDomains: spec.draDriver?.computeDomains?.enabled ?? true,
  };
}

function configurationOf({
  metadata,
  spec,
  status,
}: {
  readonly metadata: z.infer<typeof Metadata>;
  readonly spec: { readonly dcgmExporter?: z.infer<typeof Exporter> };
  readonly status?: z.infer<typeof Status>;
}): Omit<OperatorConfiguration, 'kind'> {
  return {
    name: metadata.name,
    state: status?.state ?? null,
    conditions: conditions(status?.conditions),
    release:
      metadata.annotations?.['meta.helm.sh/release-name'] ??
      metadata.labels?.['app.kubernetes.io/instance'] ??
      null,
    countersConfig: spec.dcgmExporter?.config?.name || null,
    serviceMonitor: spec.dcgmExporter?.serviceMonitor?.enabled ?? null,
  };
}

export function driverRecord({ metadata, spec, status }: z.infer<typeof NvidiaDriverObject>): DriverRecord {
  return {
    name: metadata.name,
    state: status?.state ?? null,
    conditions: conditions(status?.conditions),
    version: spec.version ?? null,
    type: spec.driverType ?? null,
    nodeSelector: spec.nodeSelector ?? {},
  };
}

function conditions(given: z.infer<typeof Conditions>): PolicyCondition[] {
  return (given ?? []).map(({ type, status, reason, message, lastTransitionTime }) => ({
    type,
    status,
    reason: reason ?? null,
    message: message ?? null,
    since: secondsOf(lastTransitionTime),
  }));
}
