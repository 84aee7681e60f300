import type { Frame, Gpu, Readings, Series } from '@gpu-console/shared/contract';
import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { columnMetrics } from '@gpu-console/shared/metrics';
import { claimRecord, deviceClassRecord, sliceRecord, taintRuleRecord } from '../kubernetes/claims.ts';
import type { ClusterView, DeviceKind } from '../kubernetes/clusterState.ts';
import { componentRecord } from '../kubernetes/componentRecord.ts';
import {
  DeviceClassObject,
  DeviceTaintRuleObject,
  ResourceClaimObject,
  ResourceSliceObject,
} from '../kubernetes/deviceObjects.ts';
import { NodeObject, PodObject } from '../kubernetes/objects.ts';
import { nodeRecord, podRecord } from '../kubernetes/records.ts';
import type { DeviceSample, Origin } from '../prometheus/deviceSample.ts';
import type { FleetView } from '../prometheus/fleetSnapshot.ts';
import type { KubeObject } from './kubeObjects.ts';

/** The read model that these objects give. */
export function clusterOf(
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[] = [],
  {
    claims = [],
    slices = [],
    deviceClasses = [],
    taintRules = [],
    unreadDevices = [],
    gpuResources = [],
  }: {
    claims?: readonly KubeObject[];
    slices?: readonly KubeObject[];
    deviceClasses?: readonly KubeObject[];
    taintRules?: readonly KubeObject[];
    unreadDevices?: readonly DeviceKind[];
    gpuResources?: readonly string[];
  } = {},
): ClusterView {
  const isGpu = gpuResourceTest(gpuResources);
  const entries = <T>(records: readonly (readonly [string, T | undefined])[]) =>
    new Map(records.flatMap(([key, record]) => (record === undefined ? [] : [[key, record] as const])));
  const podObjects = pods.map((pod) => PodObject.parse(pod));
  const keyOf = ({ metadata }: { metadata: { namespace: string; name: string } }) =>
    `${metadata.namespace}/${metadata.name}`;
  return {
    nodes: entries(nodes.map((node) => [node.metadata.name, nodeRecord(NodeObject.parse(node), isGpu)])),
    pods: entries(podObjects.map((pod) => [keyOf(pod), podRecord(pod, isGpu)])),
    components: entries(podObjects.map((pod) => [keyOf(pod), componentRecord(pod, isGpu)])),
    claims: entries(
      claims
        .map((claim) => ResourceClaimObject.parse(claim))
        .map((claim) => [keyOf(claim), claimRecord(claim)]),
    ),
    slices: entries(
      slices
        .map((slice) => ResourceSliceObject.parse(slice))
        .map((slice) => [keyOf(slice), sliceRecord(slice)]),
    ),
    deviceClasses: entries(
      deviceClasses
        .map((one) => DeviceClassObject.parse(one))
        .map((one) => [one.metadata.name, deviceClassRecord(one)]),
    ),
    taintRules: entries(
      taintRules
        .map((rule) => DeviceTaintRuleObject.parse(rule))
        .map((rule) => [rule.metadata.name, taintRuleRecord(rule)]),
    ),
    unreadDevices: new Set(unreadDevices),
  };
}

/** A GPU that reports nothing but its identity, and what `more` says. */
export function gpuOf(uuid: string, more: Partial<Gpu> = {}): Gpu {
  return {
    uuid,
    index: 0,
    node: 'worker-1',
    product: 'Tesla T4',
    instance: null,
    driverVersion: '535.129.03',
    pciBusId: null,
    utilization: null,
    utilizationSource: null,
    memoryUsedBytes: null,
    memoryTotalBytes: null,
    powerWatts: null,
    temperatureCelsius: null,
    smClockHertz: null,
    powerLimitWatts: null,
    clockEvents: null,
    readings: Object.fromEntries(columnMetrics.map(({ id }) => [id, null])) as Readings,
    pods: [],
    sharedWithOthers: false,
    sampledAt: null,
    ...more,
  };
}

type Device = Omit<Partial<DeviceSample>, 'values' | 'origins'> & {
  readonly values?: Readonly<Record<string, number>>;
  readonly origin?: Partial<Origin>;
};

/** A device on `worker-1` unless its origin says otherwise; values in the fields' own units. */
export function deviceOf(uuid: string, { values = {}, origin, ...more }: Device = {}): DeviceSample {
  return {
    uuid,
    index: 0,
    instance: null,
    product: 'Tesla T4',
    driverVersion: '535.129.03',
    pciBusId: null,
    workloads: [],
    own: new Map(),
    sampledAt: null,
    ...more,
    origins: [
      { hostname: null, node: null, pod: null, instance: null, ...(origin ?? { hostname: 'worker-1' }) },
    ],
    values: new Map(Object.entries(values)),
  };
}

export function viewOf(devices: readonly DeviceSample[], idle: readonly string[] = []): FleetView {
  return { devices, idle: new Set(idle), stuck: new Set(), asOf: 1_700_000_000 };
}

/** An instant frame of series given by their labels and value. */
export function frameOf(series: readonly (readonly [Series['labels'], number | null])[]): Frame {
  return {
    start: 1_700_000_000,
    step: 0,
    count: 1,
    series: series.map(([labels, value]) => ({ labels, values: [value] })),
    warnings: [],
  };
}
