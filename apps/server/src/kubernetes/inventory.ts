import type { KubeEvent } from '@gpu-console/shared/contract';
import type { z } from 'zod';
import { attempt, type Fact, isKnown, known, unavailable } from '../fact.ts';
import { redactText } from '../redaction.ts';
import { TtlCache } from '../ttlCache.ts';
import type { ClusterState } from './clusterState.ts';
import type { ComponentRecord } from './componentRecord.ts';
import { eventView } from './events.ts';
import * as objects from './inventoryObjects.ts';
import type { KubernetesApi } from './kubernetesApi.ts';
import { KubernetesError } from './kubernetesError.ts';
import { listItems } from './listItems.ts';
import { readLog } from './logs.ts';

const KEPT_MS = 10_000;
const TIMEOUT_MS = 10_000;
const MAX_OBJECTS = 5000;
/** Where the operator is looked for while no pod of it is known. */
const DEFAULT_NAMESPACE = 'gpu-operator';
/** Logs are read of so many driver pods that are not ready; more would have the same trouble. */
const MAX_LOGS = 8;
const LOG_LINES = 200;
/** A line may be as long as its program likes. */
const MAX_LOG_BYTES = 256 * 1024;

/** What is listed when somebody looks; each kind may be refused on its own. */
export interface InventoryView {
  /** The namespaces in which the operator's pods run. */
  readonly namespaces: readonly string[];
  readonly daemonSets: Fact<readonly objects.DaemonSetObject[]>;
  readonly services: Fact<readonly objects.InventoryService[]>;
  readonly endpoints: Fact<readonly objects.EndpointsObject[]>;
  readonly events: Fact<readonly KubeEvent[]>;
  readonly serviceMonitors: Fact<readonly objects.ServiceMonitorObject[]>;
  readonly podMonitors: Fact<readonly objects.PodMonitorObject[]>;
  readonly prometheuses: Fact<readonly objects.PrometheusObject[]>;
  readonly allNamespaces: Fact<readonly objects.NamespaceObject[]>;
  readonly runtimeClasses: Fact<readonly objects.RuntimeClassObject[]>;
  /** Of the DRA driver's, where nodes are joined for Multi-Node NVLink. */
  readonly computeDomains: Fact<readonly objects.ComputeDomainObject[]>;
  /** By `namespace/name`: those that the ClusterPolicy or GPUCluster names; null for one that is not there. */
  readonly configMaps: ReadonlyMap<string, Fact<objects.ConfigMapObject | null>>;
  /** KubeSphere's; null where it is not installed. */
  readonly dashboards: Fact<readonly objects.DashboardObject[] | null>;
  /** The last lines of driver pods that are not ready, by `namespace/name`. */
  readonly driverLogs: ReadonlyMap<string, Fact<string>>;
}

/** Reads from the API server what no watch keeps, at most once in ten seconds however many ask. */
export class Inventory {
  readonly #api: KubernetesApi;
  readonly #state: ClusterState;
  readonly cache = new TtlCache(KEPT_MS, () => this.#read());

  constructor(api: KubernetesApi, state: ClusterState) {
    this.#api = api;
    this.#state = state;
  }

  async #read(): Promise<InventoryView> {
    const components = [...this.#state.components.values()];
    const namespaces = operatorNamespaces(components);
    const within = <T extends z.ZodType>(path: (namespace: string) => string, schema: T) =>
      attempt(async () =>
        (await Promise.all(namespaces.map((namespace) => this.#list(path(namespace), schema)))).flat(),
      );
    const [daemonSets, services, endpoints, events] = await Promise.all([
      within((namespace) => `/apis/apps/v1/namespaces/${namespace}/daemonsets`, objects.DaemonSetObject),
      within((namespace) => `/api/v1/namespaces/${namespace}/services`, objects.InventoryService),
      within((namespace) => `/api/v1/namespaces/${namespace}/endpoints`, objects.EndpointsObject),
      within((namespace) => `/api/v1/namespaces/${namespace}/events`, eventView),
    ]);
    const [
      serviceMonitors,
      podMonitors,
      prometheuses,
      allNamespaces,
      runtimeClasses,
      computeDomains,
      dashboards,
    ] = await Promise.all([
      this.#whereServed('/apis/monitoring.coreos.com/v1/servicemonitors', objects.ServiceMonitorObject),
      this.#whereServed('/apis/monitoring.coreos.com/v1/podmonitors', objects.PodMonitorObject),
      this.#whereServed('/apis/monitoring.coreos.com/v1/prometheuses', objects.PrometheusObject),
      attempt(() => this.#list('/api/v1/namespaces', objects.NamespaceObject)),
      attempt(() => this.#runtimeClasses()),
      this.#whereServed('/apis/resource.nvidia.com/v1beta1/computedomains', objects.ComputeDomainObject),
      this.#dashboards(),
    ]);
    return {
      namespaces,
      daemonSets,
      services,
      endpoints,
      events,
      serviceMonitors,
      podMonitors,
      prometheuses,
      allNamespaces,
      runtimeClasses,
      computeDomains,
      dashboards,
      configMaps: await this.#configMaps(components),
      driverLogs: await this.#driverLogs(components),
    };
  }

  #list<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>[]> {
    return listItems(this.#api, path, schema, MAX_OBJECTS, { timeoutMs: TIMEOUT_MS });
  }

  /** In the version given, or in the older one. */
  async #ofEither<T extends z.ZodType>(path: string, older: string, schema: T): Promise<z.output<T>[]> {
    try {
      return await this.#list(path, schema);
    } catch (error) {
      if (!isNotServed(error)) throw error;
      return this.#list(path.replace(/\/v1[^/]*\//, `/${older}/`), schema);
    }
  }

  /** A kind of a custom resource that is not installed has no objects. */
  #whereServed<T extends z.ZodType>(path: string, schema: T): Promise<Fact<z.output<T>[]>> {
    return attempt(async () => {
      try {
        return await this.#list(path, schema);
      } catch (error) {
        if (isNotServed(error)) return [];
        throw error;
      }
    });
  }

  async #runtimeClasses(): Promise<objects.RuntimeClassObject[]> {
    try {
      return await this.#ofEither(
        '/apis/node.k8s.io/v1/runtimeclasses',
        'v1beta1',
        objects.RuntimeClassObject,
      );
    } catch (error) {
      if (isNotServed(error)) return [];
      throw error;
    }
  }

  #dashboards(): Promise<Fact<objects.DashboardObject[] | null>> {
    return attempt(async () => {
      try {
        const [own, shared] = await Promise.all([
          this.#ofEither(
            '/apis/monitoring.kubesphere.io/v1alpha2/dashboards',
            'v1alpha1',
            objects.DashboardObject,
          ),
          this.#ofEither(
            '/apis/monitoring.kubesphere.io/v1alpha2/clusterdashboards',
            'v1alpha1',
            objects.DashboardObject,
          ),
        ]);
        return [...own, ...shared];
      } catch (error) {
        if (isNotServed(error)) return null;
        throw error;
      }
    });
  }

  async #configMaps(
    components: readonly ComponentRecord[],
  ): Promise<ReadonlyMap<string, Fact<objects.ConfigMapObject | null>>> {
    const { policies, gpuClusters } = this.#state;
    const named = [
      ...(isKnown(policies) ? policies.value : []).flatMap(
        ({ devicePluginConfig, migConfig, countersConfig }) => [
          devicePluginConfig?.name,
          migConfig,
          countersConfig,
        ],
      ),
      ...(isKnown(gpuClusters) ? gpuClusters.value : []).map(({ countersConfig }) => countersConfig),
    ].filter((name) => name != null);
    const operands = components.filter(({ component }) => component !== 'operator');
    const namespaces = new Set(operands.filter(isOperand).map(({ namespace }) => namespace));
    const keys = [...namespaces].flatMap((namespace) => [...new Set(named)].map((name) => [namespace, name]));
    return new Map(
      await Promise.all(
        keys.map(async ([namespace = '', name = '']) => {
          const found = await attempt(() => this.#configMap(namespace, name));
          return [`${namespace}/${name}`, found] as const;
        }),
      ),
    );
  }

  async #configMap(namespace: string, name: string): Promise<objects.ConfigMapObject | null> {
    try {
      const path = `/api/v1/namespaces/${namespace}/configmaps/${encodeURIComponent(name)}`;
      return objects.ConfigMapObject.parse(await this.#api.get(path, {}, TIMEOUT_MS));
    } catch (error) {
      if (isNotServed(error)) return null;
      throw isForbidden(error) ? new Error(`${error.message}: ${wayToConfigMaps(namespace)}`) : error;
    }
  }

  async #driverLogs(components: readonly ComponentRecord[]): Promise<ReadonlyMap<string, Fact<string>>> {
    const pods = components.filter(
      ({ component, ready, node }) => component === 'driver' && !ready && node !== null,
    );
    return new Map(
      await Promise.all(
        pods.slice(0, MAX_LOGS).map(async (pod) => {
          return [`${pod.namespace}/${pod.name}`, await this.#driverLog(pod)] as const;
        }),
      ),
    );
  }

  /** What the container that fails printed: in this run, and in the one before, since it starts afresh. */
  async #driverLog(pod: ComponentRecord): Promise<Fact<string>> {
    const container = pod.heldUpBy;
    if (container === null) return unavailable('the pod has no container');
    const read = (previous: boolean) =>
      attempt(async () => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const options = {
          container: container.name,
          tailLines: LOG_LINES,
          limitBytes: MAX_LOG_BYTES,
          previous,
        };
        const stream = await readLog(
          this.#api,
          pod,
          { ...options, timestamps: false, follow: false },
          signal,
        );
        const parts: string[] = [];
        for await (const part of stream.setEncoding('utf8')) parts.push(String(part));
        // It goes into reports, which more people read than the log.
        return redactText(parts.join(''));
      });
    const now = await read(false);
    if (container.restarts === 0) return now;
    const before = await read(true);
    const told = [before, now].filter(isKnown).map(({ value }) => value);
    return told.length === 0 ? now : known(told.join('\n'));
  }
}

function isNotServed(error: unknown): boolean {
  return error instanceof KubernetesError && error.status === 404;
}

function isForbidden(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && error.status === 403;
}

/** They are read in the operator's namespace alone, which the manifests cannot know: who deploys grants it there. */
function wayToConfigMaps(namespace: string): string {
  return `kubectl -n ${namespace} apply -f deploy/kubernetes/operator-role.yaml lets the console read it`;
}

/** NFD is a guest: it may run where much else does. */
function isOperand({ component }: ComponentRecord): boolean {
  return !component.startsWith('nfd-');
}

function operatorNamespaces(components: readonly ComponentRecord[]): readonly string[] {
  const found = new Set(components.filter(isOperand).map(({ namespace }) => namespace));
  return found.size === 0 ? [DEFAULT_NAMESPACE] : [...found].sort();
}

/** Before anything was listed. */
export function unreadInventory(reason: string): InventoryView {
  const untold = unavailable<never>(reason);
  return {
    namespaces: [],
    daemonSets: untold,
    services: untold,
    endpoints: untold,
    events: untold,
    serviceMonitors: untold,
    podMonitors: untold,
    prometheuses: untold,
    allNamespaces: untold,
    runtimeClasses: untold,
    computeDomains: untold,
    configMaps: new Map(),
    dashboards: untold,
    driverLogs: new Map(),
  };
}
