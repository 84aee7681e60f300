import type { KubeEvent, SourceState } from '@gpu-console/shared/contract';
import type { Fleet } from '../fleet/fleet.ts';
import type { Known } from '../known.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type {
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
import type { DriverRecord, PolicyRecord } from '../kubernetes/policies.ts';
import type { Alert, NodeClock, OperatorSample, Target } from '../prometheus/monitoring.ts';

/**
 * All that the checks know, as of one moment. What could not be read says why: a check that needs it is then unknown, never
 * a pass. A kind that the cluster does not serve has no objects.
 */
export interface Facts {
  /** Unix seconds. */
  readonly now: number;
  readonly cluster: Known<ClusterView>;
  /** `v1.30.8`; null where the API server did not say. */
  readonly serverVersion: string | null;
  readonly policies: Known<readonly PolicyRecord[]>;
  readonly drivers: Known<readonly DriverRecord[]>;
  /** These are of the operator's namespaces only. */
  readonly daemonSets: Known<readonly DaemonSetObject[]>;
  readonly services: Known<readonly InventoryService[]>;
  readonly endpoints: Known<readonly EndpointsObject[]>;
  readonly events: Known<readonly KubeEvent[]>;
  readonly serviceMonitors: Known<readonly ServiceMonitorObject[]>;
  readonly podMonitors: Known<readonly PodMonitorObject[]>;
  readonly prometheuses: Known<readonly PrometheusObject[]>;
  readonly namespaces: Known<readonly NamespaceObject[]>;
  readonly runtimeClasses: Known<readonly RuntimeClassObject[]>;
  /** By `namespace/name`; null for one that is not there. */
  readonly configMaps: ReadonlyMap<string, Known<ConfigMapObject | null>>;
  /** KubeSphere's; null where it is not installed. */
  readonly dashboards: Known<readonly DashboardObject[] | null>;
  /** Of driver pods that are not ready, by `namespace/name`. */
  readonly driverLogs: ReadonlyMap<string, Known<string>>;
  readonly prometheus: SourceState;
  readonly targets: Known<readonly Target[]>;
  readonly firing: Known<readonly Alert[]>;
  /** How far Prometheus' clock is ahead of the console's, in seconds. */
  readonly clockAhead: Known<number>;
  /** How far nodes' clocks are ahead of Prometheus'; by node where its name is told. */
  readonly nodeClocks: Known<readonly (NodeClock & { readonly node: string | null })[]>;
  /** Names of the DCGM fields that Prometheus holds; unknown while it holds none. */
  readonly exported: Known<ReadonlySet<string>>;
  readonly scrapeSeconds: number | null;
  /** Health fields by field and device key. */
  readonly readings: Known<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /** Of the operator's own metrics and its validator's; none where they are not scraped. */
  readonly operatorSamples: Known<readonly OperatorSample[]>;
  readonly fleet: Known<Fleet>;
}
