import type { KubeEvent, SourceState } from '@gpu-console/shared/contract';
import type { Fact } from '../fact.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type {
  ComputeDomainObject,
  ConfigMapObject,
  DaemonSetObject,
  DashboardObject,
  EndpointsObject,
  InventoryService,
  NamespaceObject,
  PodMonitorObject,
  PrometheusObject,
  RuntimeClassObject,
  ServiceMonitorObject,
} from '../kubernetes/inventoryObjects.ts';
import type { DriverRecord, GpuClusterRecord, PolicyRecord } from '../kubernetes/policies.ts';
import type {
  Alert,
  NodeClock,
  OperatorSample,
  SeriesOrigin,
  SwitchReading,
  Target,
} from '../prometheus/monitoring.ts';
import type { HeldStates } from './heldStates.ts';

/**
 * All that the checks know, as of one moment. What could not be read says why: a check that needs it is then unknown, never
 * a pass. A kind that the cluster does not serve has no objects.
 */
export interface Facts {
  /** Unix seconds. */
  readonly now: number;
  /** What was so at the looks before this one. */
  readonly held: HeldStates;
  readonly cluster: Fact<ClusterView>;
  /** `v1.30.8`; null where the API server did not say. */
  readonly serverVersion: string | null;
  readonly policies: Fact<readonly PolicyRecord[]>;
  readonly gpuClusters: Fact<readonly GpuClusterRecord[]>;
  readonly drivers: Fact<readonly DriverRecord[]>;
  /** These are of the operator's namespaces only. */
  readonly daemonSets: Fact<readonly DaemonSetObject[]>;
  readonly services: Fact<readonly InventoryService[]>;
  readonly endpoints: Fact<readonly EndpointsObject[]>;
  readonly events: Fact<readonly KubeEvent[]>;
  readonly serviceMonitors: Fact<readonly ServiceMonitorObject[]>;
  readonly podMonitors: Fact<readonly PodMonitorObject[]>;
  readonly prometheuses: Fact<readonly PrometheusObject[]>;
  readonly namespaces: Fact<readonly NamespaceObject[]>;
  readonly runtimeClasses: Fact<readonly RuntimeClassObject[]>;
  readonly computeDomains: Fact<readonly ComputeDomainObject[]>;
  /** By `namespace/name`; null for one that is not there. */
  readonly configMaps: ReadonlyMap<string, Fact<ConfigMapObject | null>>;
  /** KubeSphere's; null where it is not installed. */
  readonly dashboards: Fact<readonly DashboardObject[] | null>;
  /** Of driver pods that are not ready, by `namespace/name`. */
  readonly driverLogs: ReadonlyMap<string, Fact<string>>;
  readonly prometheus: SourceState;
  readonly targets: Fact<readonly Target[]>;
  readonly firing: Fact<readonly Alert[]>;
  /** How far Prometheus' clock is ahead of the console's, in seconds. */
  readonly clockAhead: Fact<number>;
  /** How far nodes' clocks are ahead of Prometheus'; by node where its name is told. */
  readonly nodeClocks: Fact<readonly (NodeClock & { readonly node: string | null })[]>;
  /** Names of the DCGM fields that Prometheus holds; unknown while it holds none. */
  readonly exported: Fact<ReadonlySet<string>>;
  readonly scrapeSeconds: number | null;
  /** Health fields by field and device key. */
  readonly readings: Fact<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /** Of NVSwitches, by node where its name is told. */
  readonly switchReadings: Fact<readonly (SwitchReading & { readonly node: string | null })[]>;
  /** Of the operator's own metrics and its validator's; none where they are not scraped. */
  readonly operatorSamples: Fact<readonly OperatorSample[]>;
  readonly fleet: Fact<Fleet>;
  /** Where the GPUs' series come from. */
  readonly origins: Fact<readonly SeriesOrigin[]>;
  /** Names and addresses of every node, those without GPUs among them. */
  readonly nodeNames: Fact<ReadonlySet<string>>;
}
