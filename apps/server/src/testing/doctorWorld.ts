import type { KubeEvent, SourceState } from '@gpu-console/shared/contract';
import { deviceKey } from '@gpu-console/shared/metrics';
import type { Facts } from '../doctor/facts.ts';
import { HeldStates } from '../doctor/heldStates.ts';
import { type Fact, known } from '../fact.ts';
import { joinFleet } from '../fleet/fleet.ts';
import * as objects from '../kubernetes/inventoryObjects.ts';
import {
  ClusterPolicyObject,
  driverRecord,
  GpuClusterObject,
  gpuClusterRecord,
  NvidiaDriverObject,
  policyRecord,
} from '../kubernetes/policies.ts';
import type {
  Alert,
  NodeClock,
  OperatorSample,
  SeriesOrigin,
  SwitchReading,
  Target,
} from '../prometheus/monitoring.ts';
import { clusterOf, deviceOf } from './fleetObjects.ts';
import { type KubeObject, kubeNode, kubePod } from './kubeObjects.ts';

/** The tests' present: half an hour after everything was created, which is early for nothing. */
export const NOW = Date.parse('2024-03-01T09:00:00Z') / 1000;
const SETTLED = '2024-03-01T08:00:00Z';
const NAMESPACE = 'gpu-operator';
export const NODE = 'gpu-1';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

export interface World {
  nodes: KubeObject[];
  pods: KubeObject[];
  /** ResourceSlices of DRA drivers. */
  slices: KubeObject[];
  policies: object[];
  gpuClusters: object[];
  drivers: object[];
  daemonSets: object[];
  services: object[];
  endpoints: object[];
  serviceMonitors: object[];
  podMonitors: object[];
  prometheuses: object[];
  namespaces: object[];
  runtimeClasses: object[];
  computeDomains: object[];
  dashboards: object[] | null;
  configMaps: Map<string, object | null>;
  events: Mutable<KubeEvent>[];
  driverLogs: Map<string, string>;
  serverVersion: string | null;
  prometheus: Mutable<SourceState>;
  targets: Mutable<Target>[];
  firing: Mutable<Alert>[];
  clockAhead: number;
  nodeClocks: (NodeClock & { node: string | null })[];
  exported: string[];
  /** Values by DCGM field, of each GPU of each node. */
  gpus: {
    uuid: string;
    node: string;
    index: number;
    pods: string[];
    values: Record<string, number>;
    sampledAt: number;
    driverVersion?: string;
  }[];
  /** UUIDs of GPUs whose profiling fields contradict their use. */
  stuck: string[];
  readings: Record<string, Record<string, number>>;
  switchReadings: (SwitchReading & { node: string | null })[];
  operatorSamples: Mutable<OperatorSample>[];
  origins: Mutable<SeriesOrigin>[];
  /** Nodes without GPUs, beside `nodes`. */
  otherNodes: string[];
}

const IMAGES: Readonly<Record<string, string>> = {
  operator: 'nvcr.io/nvidia/gpu-operator:v24.9.2',
  driver: 'nvcr.io/nvidia/driver:550.144.03-ubuntu22.04',
  toolkit: 'nvcr.io/nvidia/k8s/container-toolkit:v1.17.4-ubuntu20.04',
  'device-plugin': 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
  validator: 'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v24.9.2',
  'feature-discovery': 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
  dcgm: 'nvcr.io/nvidia/cloud-native/dcgm:3.3.9-1-ubuntu22.04',
  'dcgm-exporter': 'nvcr.io/nvidia/k8s/dcgm-exporter:3.3.9-3.6.1-ubuntu22.04',
  'nfd-worker': 'registry.k8s.io/nfd/node-feature-discovery:v0.16.6',
};

const APP: Readonly<Record<string, string>> = {
  operator: 'gpu-operator',
  driver: 'nvidia-driver-daemonset',
  toolkit: 'nvidia-container-toolkit-daemonset',
  'device-plugin': 'nvidia-device-plugin-daemonset',
  validator: 'nvidia-operator-validator',
  'feature-discovery': 'gpu-feature-discovery',
  dcgm: 'nvidia-dcgm',
  'dcgm-exporter': 'nvidia-dcgm-exporter',
};

const INITS: Readonly<Record<string, readonly string[]>> = {
  driver: ['k8s-driver-manager'],
  toolkit: ['driver-validation'],
  'device-plugin': ['toolkit-validation'],
  validator: ['driver-validation', 'toolkit-validation', 'cuda-validation', 'plugin-validation'],
  'feature-discovery': ['toolkit-validation'],
  dcgm: ['toolkit-validation'],
  'dcgm-exporter': ['toolkit-validation'],
};

const DEPLOY: Readonly<Record<string, string>> = {
  driver: 'driver',
  toolkit: 'container-toolkit',
  'device-plugin': 'device-plugin',
  validator: 'operator-validator',
  'feature-discovery': 'gpu-feature-discovery',
  dcgm: 'dcgm',
  'dcgm-exporter': 'dcgm-exporter',
};

/** A pod of a component, ready and as old as the cluster. */
export function operandPod(component: string, node: string): KubeObject {
  const labels =
    component === 'nfd-worker'
      ? { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'worker' }
      : { app: APP[component] ?? component };
  const done = { terminated: { reason: 'Completed', exitCode: 0, finishedAt: SETTLED } };
  return kubePod(`${component}-${node}`, {
    namespace: NAMESPACE,
    node,
    gpus: 0,
    labels,
    spec: {
      containers: [{ name: component, image: IMAGES[component] ?? '' }],
      initContainers: (INITS[component] ?? []).map((name) => ({ name, image: IMAGES['validator'] ?? '' })),
    },
    status: {
      podIP: component === 'dcgm-exporter' ? `10.244.0.${node.at(-1)}` : '10.244.9.9',
      conditions: [
        { type: 'Initialized', status: 'True' },
        { type: 'Ready', status: 'True', lastTransitionTime: SETTLED },
      ],
      initContainerStatuses: (INITS[component] ?? []).map((name) => ({ name, ready: true, state: done })),
      containerStatuses: [
        { name: component, ready: true, restartCount: 0, state: { running: { startedAt: SETTLED } } },
      ],
    },
  });
}

/** One GPU node with two GPUs, under an operator 24.9 that is done, scraped by a Prometheus of the Prometheus operator. */
export function healthyWorld(): World {
  const exporter = { app: 'nvidia-dcgm-exporter' };
  const world: World = {
    nodes: [gpuNode(NODE)],
    pods: [
      ...['nfd-worker', ...Object.keys(DEPLOY)].map((component) => operandPod(component, NODE)),
      operandPod('operator', 'control-1'),
      kubePod('train', {
        node: NODE,
        status: {
          containerStatuses: [
            { name: 'main', ready: true, restartCount: 0, state: { running: { startedAt: SETTLED } } },
          ],
        },
      }),
    ],
    slices: [],
    policies: [
      {
        metadata: { name: 'cluster-policy', annotations: { 'meta.helm.sh/release-name': 'gpu' } },
        spec: { driver: { enabled: true, version: '550.144.03' } },
        status: {
          state: 'ready',
          conditions: [{ type: 'Ready', status: 'True', reason: 'Reconciled', lastTransitionTime: SETTLED }],
        },
      },
    ],
    gpuClusters: [],
    drivers: [],
    daemonSets: Object.entries(DEPLOY).map(([component, label]) => ({
      metadata: { name: APP[component], namespace: NAMESPACE },
      spec: {
        template: {
          metadata: { labels: { app: APP[component] } },
          spec: {
            nodeSelector: { [`nvidia.com/gpu.deploy.${label}`]: 'true' },
            runtimeClassName: component === 'driver' ? null : 'nvidia',
            containers: [{ name: component, image: IMAGES[component], env: [] }],
          },
        },
      },
      status: { desiredNumberScheduled: 1, numberReady: 1 },
    })),
    services: [
      {
        metadata: { name: 'nvidia-dcgm-exporter', namespace: NAMESPACE, labels: exporter },
        spec: { selector: exporter, ports: [{ name: 'gpu-metrics', port: 9400, targetPort: 9400 }] },
      },
    ],
    endpoints: [
      {
        metadata: { name: 'nvidia-dcgm-exporter', namespace: NAMESPACE },
        subsets: [{ addresses: [{ ip: '10.244.0.1' }] }],
      },
    ],
    serviceMonitors: [
      {
        metadata: { name: 'nvidia-dcgm-exporter', namespace: NAMESPACE, labels: { release: 'prometheus' } },
        spec: {
          selector: { matchLabels: exporter },
          namespaceSelector: { matchNames: [NAMESPACE] },
          endpoints: [{ port: 'gpu-metrics' }],
        },
      },
    ],
    podMonitors: [],
    prometheuses: [
      {
        metadata: { name: 'k8s', namespace: 'monitoring' },
        spec: {
          serviceMonitorSelector: { matchLabels: { release: 'prometheus' } },
          serviceMonitorNamespaceSelector: {},
        },
      },
    ],
    namespaces: [{ metadata: { name: NAMESPACE } }, { metadata: { name: 'monitoring' } }],
    runtimeClasses: [{ metadata: { name: 'nvidia' }, handler: 'nvidia' }],
    computeDomains: [],
    dashboards: null,
    configMaps: new Map(),
    events: [],
    driverLogs: new Map(),
    serverVersion: 'v1.29.2',
    prometheus: { state: 'ok', since: NOW, lastHeard: NOW, version: '2.53.0', reason: null },
    targets: [
      {
        pool: 'serviceMonitor/gpu-operator/nvidia-dcgm-exporter/0',
        url: 'http://10.244.0.1:9400/metrics',
        labels: { pod: `dcgm-exporter-${NODE}`, namespace: NAMESPACE },
        health: 'up',
        lastError: null,
        lastScrape: NOW - 5,
      },
    ],
    firing: [],
    clockAhead: 0.1,
    nodeClocks: [{ labels: {}, node: NODE, aheadSeconds: 0.4 }],
    exported: [
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'DCGM_FI_DEV_GPU_UTIL',
      'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
      'DCGM_FI_PROF_SM_ACTIVE',
      'DCGM_FI_PROF_DRAM_ACTIVE',
      'DCGM_FI_DEV_FB_USED',
      'DCGM_FI_DEV_FB_FREE',
      'DCGM_FI_DEV_GPU_TEMP',
      'DCGM_FI_DEV_MEMORY_TEMP',
      'DCGM_FI_DEV_POWER_USAGE',
      'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
      'DCGM_FI_DEV_SM_CLOCK',
      'DCGM_FI_DEV_MEM_CLOCK',
      'DCGM_FI_PROF_PCIE_RX_BYTES',
      'DCGM_FI_PROF_PCIE_TX_BYTES',
      'DCGM_FI_DEV_XID_ERRORS',
    ],
    gpus: [0, 1].map((index) => ({
      uuid: `GPU-${index}`,
      node: NODE,
      index,
      pods: index === 0 ? ['ml/train'] : [],
      values: { DCGM_FI_DEV_XID_ERRORS: 0, DCGM_FI_DEV_GPU_TEMP: 50 },
      sampledAt: NOW - 5,
    })),
    readings: Object.fromEntries(
      [
        'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
        'DCGM_FI_DEV_ROW_REMAP_FAILURE',
        'DCGM_FI_DEV_ROW_REMAP_PENDING',
        'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
      ].map((field) => [field, { 'GPU-0': 0, 'GPU-1': 0 }]),
    ),
    stuck: [],
    origins: ['GPU-0', 'GPU-1'].map((uuid) => ({ uuid, nodes: [NODE], cluster: {} })),
    otherNodes: ['control-plane-1'],
    switchReadings: [],
    operatorSamples: [
      { name: 'gpu_operator_reconciliation_status', node: null, pod: 'operator-control-1', value: 1 },
      ...['driver_ready', 'toolkit_ready', 'plugin_ready', 'cuda_ready', 'driver_validation'].map((what) => ({
        name: `gpu_operator_node_${what}`,
        node: NODE,
        pod: `nvidia-node-status-exporter-${NODE}`,
        value: 1,
      })),
    ],
  };
  // Of its own, so that a test may change it anywhere.
  return structuredClone(world);
}

export function gpuNode(name: string): KubeObject {
  return kubeNode(name, {
    gpus: 2,
    labels: {
      'nvidia.com/gpu.present': 'true',
      'nvidia.com/gpu.product': 'Tesla-T4',
      'nvidia.com/gpu.count': '2',
      'nvidia.com/gpu.replicas': '1',
      'nvidia.com/cuda.driver-version.full': '550.144.03',
      'nvidia.com/gpu-driver-upgrade-state': 'upgrade-done',
      'feature.node.kubernetes.io/pci-10de.present': 'true',
      ...Object.fromEntries(Object.values(DEPLOY).map((label) => [`nvidia.com/gpu.deploy.${label}`, 'true'])),
    },
  });
}

function parsed<T>(schema: { parse(object: unknown): T }, list: readonly unknown[]): Fact<readonly T[]> {
  return known(list.map((object) => schema.parse(object)));
}

/** The facts that this world gives, read as the console reads them. */
export function factsOf(world: World): Facts {
  const cluster = clusterOf(world.nodes, world.pods, { slices: world.slices });
  const devices = world.gpus.map(({ uuid, node, index, pods, values, sampledAt, driverVersion }) =>
    deviceOf(uuid, {
      ...(driverVersion && { driverVersion }),
      index,
      values,
      sampledAt,
      origin: { hostname: node },
      workloads: pods.map((pod) => {
        const [namespace = '', name = ''] = pod.split('/');
        return { namespace, name, container: null };
      }),
    }),
  );
  const byDevice = (values: Record<string, number>) =>
    new Map(Object.entries(values).map(([uuid, value]) => [deviceKey(uuid, undefined), value]));
  return {
    now: NOW,
    held: new HeldStates(),
    cluster: known(cluster),
    serverVersion: world.serverVersion,
    policies: known(world.policies.map((policy) => policyRecord(ClusterPolicyObject.parse(policy)))),
    gpuClusters: known(world.gpuClusters.map((one) => gpuClusterRecord(GpuClusterObject.parse(one)))),
    drivers: known(world.drivers.map((driver) => driverRecord(NvidiaDriverObject.parse(driver)))),
    daemonSets: parsed(objects.DaemonSetObject, world.daemonSets),
    services: parsed(objects.InventoryService, world.services),
    endpoints: parsed(objects.EndpointsObject, world.endpoints),
    events: known(world.events),
    serviceMonitors: parsed(objects.ServiceMonitorObject, world.serviceMonitors),
    podMonitors: parsed(objects.PodMonitorObject, world.podMonitors),
    prometheuses: parsed(objects.PrometheusObject, world.prometheuses),
    namespaces: parsed(objects.NamespaceObject, world.namespaces),
    runtimeClasses: parsed(objects.RuntimeClassObject, world.runtimeClasses),
    computeDomains: parsed(objects.ComputeDomainObject, world.computeDomains),
    configMaps: new Map(
      [...world.configMaps].map(([key, object]) => [
        key,
        known(object === null ? null : objects.ConfigMapObject.parse(object)),
      ]),
    ),
    dashboards: known(
      world.dashboards === null ? null : world.dashboards.map((one) => objects.DashboardObject.parse(one)),
    ),
    driverLogs: new Map([...world.driverLogs].map(([key, log]) => [key, known(log)])),
    prometheus: world.prometheus,
    targets: known(world.targets),
    firing: known(world.firing),
    clockAhead: known(world.clockAhead),
    nodeClocks: known(world.nodeClocks),
    exported: known(new Set(world.exported)),
    scrapeSeconds: 15,
    readings: known(
      new Map(Object.entries(world.readings).map(([field, values]) => [field, byDevice(values)])),
    ),
    switchReadings: known(world.switchReadings),
    operatorSamples: known(world.operatorSamples),
    origins: known(world.origins),
    nodeNames: known(new Set([...world.nodes.map(({ metadata }) => metadata.name), ...world.otherNodes])),
    fleet: known(joinFleet(cluster, { devices, idle: new Set(), stuck: new Set(world.stuck), asOf: NOW })),
  };
}

/** Changes what stands at a path of an object; undefined takes it away. */
export function put(object: object | undefined, path: readonly (string | number)[], value: unknown): void {
  const [key, ...rest] = path;
  if (object === undefined || key === undefined) throw new Error(`there is nothing at ${path.join('.')}`);
  if (rest.length > 0) {
    const next: unknown = Reflect.get(object, key);
    if (typeof next !== 'object' || next === null) throw new Error(`there is nothing at ${String(key)}`);
    put(next, rest, value);
  } else if (value === undefined) Reflect.deleteProperty(object, key);
  else Reflect.set(object, key, value);
}
