import type { Gpu, PodReference } from '@gpu-console/shared/contract';
import { deviceKey, type MetricId, metric } from '@gpu-console/shared/metrics';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { DeviceSample } from '../prometheus/deviceSample.ts';
import type { FleetView } from '../prometheus/fleetSnapshot.ts';
import { nodeFinder } from './nodeOf.ts';

const MEBIBYTE = 1024 * 1024;

/** Kubernetes and the metrics joined: every GPU and MIG instance, and where to find those of a node or a pod. */
export interface Fleet {
  readonly gpus: readonly Gpu[];
  readonly byNode: ReadonlyMap<string, readonly Gpu[]>;
  /** By `namespace/name`. */
  readonly byPod: ReadonlyMap<string, readonly Gpu[]>;
  readonly isIdle: (gpu: Gpu) => boolean;
}

/** The key under which a GPU's or instance's samples are joined. */
function gpuKey(gpu: Gpu): string {
  return deviceKey(gpu.uuid, gpu.instance?.id);
}

/** Joins what the exporters report with where Kubernetes says they run. */
export function joinFleet(cluster: ClusterView, metrics: FleetView | undefined): Fleet {
  const nodeOf = nodeFinder(cluster);
  const exporters = new Set(
    [...cluster.components.values()].map(({ namespace, name }) => `${namespace}/${name}`),
  );
  const gpus = (metrics?.devices ?? [])
    .map((device) => toGpu(device, nodeOf(device.origins), exporters))
    .sort(byPlace);
  const byNode = new Map<string, Gpu[]>();
  const byPod = new Map<string, Gpu[]>();
  for (const gpu of gpus) {
    if (gpu.node !== null) append(byNode, gpu.node, gpu);
    for (const { namespace, name } of gpu.pods) append(byPod, `${namespace}/${name}`, gpu);
  }
  return { gpus, byNode, byPod, isIdle: (gpu) => metrics?.idle.has(gpuKey(gpu)) ?? false };
}

function append(map: Map<string, Gpu[]>, key: string, gpu: Gpu): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [gpu]);
  else list.push(gpu);
}

function byPlace(a: Gpu, b: Gpu): number {
  return (
    (a.node ?? '').localeCompare(b.node ?? '', 'en', { numeric: true }) ||
    (a.index ?? 0) - (b.index ?? 0) ||
    (a.instance?.id ?? '').localeCompare(b.instance?.id ?? '', 'en', { numeric: true })
  );
}

/** The metric's value in its base unit, from the first of its fields that the device reports. */
function reading(device: DeviceSample, id: MetricId): { value: number; field: string } | undefined {
  for (const { field, scale } of metric(id).fields) {
    const value = device.values.get(field);
    if (value !== undefined) return { value: value * scale, field };
  }
  return undefined;
}

function toGpu(device: DeviceSample, node: string | null, exporters: ReadonlySet<string>): Gpu {
  const value = (id: MetricId) => reading(device, id)?.value ?? null;
  const utilization = reading(device, 'utilization');
  return {
    uuid: device.uuid,
    index: device.index,
    node,
    product: device.product,
    instance: device.instance,
    driverVersion: device.driverVersion,
    pciBusId: device.pciBusId,
    utilization: utilization?.value ?? null,
    utilizationSource: utilization?.field ?? null,
    tensorActivity: value('tensorActivity'),
    memoryBandwidthActivity: value('memoryBandwidthActivity'),
    memoryUsedBytes: value('memoryUsed'),
    memoryTotalBytes: memoryTotal(device),
    temperatureCelsius: value('temperature'),
    memoryTemperatureCelsius: value('memoryTemperature'),
    powerWatts: value('power'),
    smClockHertz: value('smClock'),
    memoryClockHertz: value('memoryClock'),
    xid: value('xid'),
    pods: device.workloads.filter((pod) => !exporters.has(`${pod.namespace}/${pod.name}`)),
    sampledAt: device.sampledAt,
  };
}

/** Used, free and, where exported, what the driver keeps for itself: together the board's memory. */
function memoryTotal({ values }: DeviceSample): number | null {
  const used = values.get('DCGM_FI_DEV_FB_USED');
  const free = values.get('DCGM_FI_DEV_FB_FREE');
  if (used === undefined || free === undefined) return null;
  return (used + free + (values.get('DCGM_FI_DEV_FB_RESERVED') ?? 0)) * MEBIBYTE;
}

/** A pod as a GPU's series name it. */
export function podKey({ namespace, name }: Pick<PodReference, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
