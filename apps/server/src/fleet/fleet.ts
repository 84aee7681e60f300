import type { EarlyStart, Gpu, PodReference, Readings } from '@gpu-console/shared/contract';
import {
  type ColumnId,
  columnMetrics,
  deviceKey,
  IDLE_SECONDS,
  isOfBoard,
  metric,
} from '@gpu-console/shared/metrics';
import { CLOCK_EVENT_FIELDS, POWER_LIMIT_FIELDS } from '@gpu-console/shared/metrics/detailed';
import { append, groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { DeviceSample } from '../prometheus/deviceSample.ts';
import type { FleetView } from '../prometheus/fleetSnapshot.ts';
import { type ClaimedDevices, claimedDevices } from './claimedDevices.ts';
import { nodeFinder } from './nodeOf.ts';
import { productLabel } from './productLabel.ts';
import { sharersByBoard } from './sharedHolds.ts';
import { startedTooEarly } from './startedTooEarly.ts';

const MEBIBYTE = 1024 * 1024;

/** Kubernetes and the metrics joined: every GPU and MIG instance, and where to find those of a node or a pod. */
export interface Fleet {
  readonly gpus: readonly Gpu[];
  readonly byNode: ReadonlyMap<string, readonly Gpu[]>;
  /** Every GPU that reports, by its node, where `gpus` are only some: they tell how many boards a node has. */
  readonly allByNode: ReadonlyMap<string, readonly Gpu[]>;
  /** By `namespace/name`. */
  readonly byPod: ReadonlyMap<string, readonly Gpu[]>;
  /** Used less than 5 % in each of the last 30 minutes; one that a pod got since then is not held for idle. */
  readonly isIdle: (gpu: Gpu) => boolean;
  /** Its profiling fields stayed at 0 while another field showed it at work. */
  readonly isStuck: (gpu: Gpu) => boolean;
  readonly claimed: ClaimedDevices;
  /** By `namespace/name`: pods that series name and that hold nothing, exporters of any name. */
  readonly bystanders: ReadonlySet<string>;
  /** UUIDs on nodes that this cluster does not have: pods that series name there are another cluster's, whatever they are called. */
  readonly foreign: ReadonlySet<string>;
  /** By `namespace/name`: the pods that a reboot started before their device plugin. */
  readonly startedTooEarly: ReadonlyMap<string, EarlyStart>;
}

/** What is known of the cluster, and of which kinds. */
export interface ReadView extends ClusterView {
  /** Whether pods of every namespace are in it: else what they hold of a node is not known. */
  readonly hasAllPods: boolean;
  /** True once a core kind has been listed: before, that there are none of it means nothing. */
  knows(resource: 'nodes' | 'pods'): boolean;
}

/** A cluster's two read models, joined. The same object as long as neither changed, to keep by it what follows from it. */
export interface Joined {
  readonly state: ReadView;
  readonly metrics: FleetView | undefined;
  readonly fleet: Fleet;
}

/** The key under which a GPU's or instance's samples are joined. */
function gpuKey(gpu: Gpu): string {
  return deviceKey(gpu.uuid, gpu.instance?.id);
}

/** The lists that Kubernetes gave whole: what is not on them is not there. */
interface WholeLists {
  readonly nodes: boolean;
  readonly pods: boolean;
}

/** Joins what the exporters report with where Kubernetes says they run. */
export function joinFleet(
  cluster: ClusterView,
  metrics: FleetView | undefined,
  isRead: WholeLists = { nodes: false, pods: false },
): Fleet {
  const nodeOf = nodeFinder(cluster);
  const claimed = claimedDevices(cluster);
  const sharers = sharersByBoard(cluster);
  const gpus = withBoards(metrics?.devices ?? [])
    .map((device) => {
      const node = nodeOf(device.origins);
      // The earliest exporters name no model.
      const product = device.product ?? productLabel(cluster.nodes.get(node ?? '')?.labels ?? {});
      return toGpu(device, {
        node,
        product,
        pods: holdersOf(device, node, { cluster, isRead, claimed, sharers }),
      });
    })
    .sort(byPlace);
  const byPod = new Map<string, Gpu[]>();
  for (const gpu of gpus) for (const pod of gpu.pods) append(byPod, podKey(pod), gpu);
  const isNewcomer = (pod: PodReference) => {
    const startedAt = cluster.pods.get(podKey(pod))?.startedAt ?? null;
    return metrics !== undefined && startedAt !== null && startedAt > metrics.asOf - IDLE_SECONDS;
  };
  const isIdle = (gpu: Gpu) =>
    (metrics?.idle.has(gpuKey(gpu)) ?? false) && !(gpu.pods.length > 0 && gpu.pods.every(isNewcomer));
  const isStuck = (gpu: Gpu) => metrics?.stuck.has(gpuKey(gpu)) ?? false;
  const byNode = groupBy(gpus, ({ node }) => node);
  const named = (metrics?.devices ?? []).flatMap(({ workloads }) => workloads.map(podKey));
  const bystanders = new Set(named.filter((key) => !byPod.has(key)));
  const foreign = new Set(gpus.flatMap(({ uuid, node }) => (isForeign(node, cluster, isRead) ? [uuid] : [])));
  return {
    gpus,
    byNode,
    allByNode: byNode,
    byPod,
    isIdle,
    isStuck,
    claimed,
    bystanders,
    foreign,
    startedTooEarly: startedTooEarly(cluster),
  };
}

/** Of boards whose exporter gives MIG instances alone (its default), the boards too: what is measured of a board is theirs. */
function withBoards(devices: readonly DeviceSample[]): readonly DeviceSample[] {
  const byBoard = groupBy(devices, ({ uuid }) => uuid);
  const missing = [...byBoard.values()].flatMap(([first, ...others]) => {
    const own = first === undefined ? [] : [first, ...others];
    return first === undefined || own.some(({ instance }) => instance === null) ? [] : [boardOf(first, own)];
  });
  return [...devices, ...missing];
}

const BOARD_FIELDS: ReadonlySet<string> = new Set([
  ...columnMetrics.filter(isOfBoard).flatMap(({ fields }) => fields.map(({ field }) => field)),
  ...POWER_LIMIT_FIELDS,
  ...CLOCK_EVENT_FIELDS,
]);

/** The board that these instances are of: each of them repeats what is measured of it, a sample older or newer. */
function boardOf(first: DeviceSample, instances: readonly DeviceSample[]): DeviceSample {
  const values = new Map<string, number>();
  for (const { values: own } of instances)
    for (const [field, value] of own)
      if (BOARD_FIELDS.has(field)) values.set(field, Math.max(value, values.get(field) ?? value));
  const times = instances.flatMap(({ sampledAt }) => sampledAt ?? []);
  return {
    ...first,
    instance: null,
    workloads: [],
    own: new Map(),
    sampledAt: Math.max(0, ...times) || null,
    values,
  };
}

/** Who may hold a device, by all that Kubernetes tells. */
interface Holders {
  readonly cluster: ClusterView;
  readonly isRead: WholeLists;
  readonly claimed: ClaimedDevices;
  readonly sharers: ReturnType<typeof sharersByBoard>;
}

/**
 * The pods that hold a device: those its series name, those that claimed it, and those that a scheduler of shared GPUs gave a part of
 * it, in the place of the pod that reserves it for them. Whoever asks for GPUs may hold one, whatever component it is or says it is. A pod that asks for none holds none, such as an exporter of any name, or one whose claims only
 * look at devices, and neither does one that runs elsewhere: another cluster's of that name.
 * @param node the device's
 */
function holdersOf(
  { uuid, instance, workloads, own }: DeviceSample,
  node: string | null,
  { cluster, isRead, claimed, sharers }: Holders,
): PodReference[] {
  const { components, pods } = cluster;
  const isElsewhere = isForeign(node, cluster, isRead);
  const named = workloads.filter((pod) => {
    const known = pods.get(podKey(pod));
    if (claimed.watchers.has(podKey(pod))) return false;
    if (known !== undefined && known.reservation !== null) return !sharers.has(uuid);
    if (known === undefined) return !isElsewhere && !isRead.pods && !components.has(podKey(pod));
    return known.node === null || node === null || known.node === node;
  });
  const claimants =
    instance === null ? [...(claimed.podsOf.get(uuid) ?? []), ...(sharers.get(uuid) ?? [])] : [];
  const known = new Set(named.map(podKey));
  const others = claimants.filter((pod) => !known.has(podKey(pod)));
  const withUse = named.map((pod) => {
    const use = own.get(podKey(pod));
    return use === undefined ? pod : { ...pod, own: use };
  });
  return [...withUse, ...others.map(({ namespace, name }) => ({ namespace, name, container: null }))];
}

function isForeign(node: string | null, { nodes }: ClusterView, isRead: WholeLists): boolean {
  return isRead.nodes && node !== null && !nodes.has(node);
}

function byPlace(a: Gpu, b: Gpu): number {
  return (
    naturalOrder(a.node ?? '', b.node ?? '') ||
    (a.index ?? 0) - (b.index ?? 0) ||
    naturalOrder(a.instance?.id ?? '', b.instance?.id ?? '')
  );
}

/**
 * The metric's value in its base unit, from the first of its fields that is not 0, as its expression has it. What boards draw
 * and carry together is none of an instance's.
 */
function reading(device: DeviceSample, id: ColumnId): { value: number; field: string } | undefined {
  const { fields, across, ...of } = metric(id);
  if (device.instance !== null && isOfBoard(of) && across === 'sum') return undefined;
  const found = fields.flatMap(({ field, scale }) => {
    const value = device.values.get(field);
    return value === undefined ? [] : [{ value: value * scale, field }];
  });
  return found.find(({ value }) => value > 0) ?? found[0];
}

function readingsOf(device: DeviceSample): Readings {
  const readings = columnMetrics.map(({ id }) => [id, reading(device, id)?.value ?? null]);
  return Object.fromEntries(readings) satisfies Record<string, number | null> as Readings;
}

/** @param known what Kubernetes tells of the device */
function toGpu(device: DeviceSample, known: Pick<Gpu, 'node' | 'product' | 'pods'>): Gpu {
  const readings = readingsOf(device);
  return {
    uuid: device.uuid,
    index: device.index,
    ...known,
    sharedWithOthers: false,
    instance: device.instance,
    driverVersion: device.driverVersion,
    pciBusId: device.pciBusId,
    utilization: readings.utilization,
    utilizationSource: reading(device, 'utilization')?.field ?? null,
    memoryUsedBytes: readings.memoryUsed,
    memoryTotalBytes: memoryTotal(device),
    temperatureCelsius: readings.temperature,
    powerWatts: readings.power,
    smClockHertz: readings.smClock,
    readings,
    powerLimitWatts: firstOf(device, POWER_LIMIT_FIELDS),
    clockEvents: firstOf(device, CLOCK_EVENT_FIELDS),
    sampledAt: device.sampledAt,
  };
}

/** The value of the first of the fields that the device reports, in the field's own unit. */
function firstOf({ values }: DeviceSample, fields: readonly string[]): number | null {
  const found = fields.find((field) => values.has(field));
  return found === undefined ? null : (values.get(found) ?? null);
}

/** Used, free and, where exported, what the driver keeps for itself: together the board's memory. DCGM 2.4.5 gives 0 for all. */
function memoryTotal({ values }: DeviceSample): number | null {
  const used = values.get('DCGM_FI_DEV_FB_USED');
  const free = values.get('DCGM_FI_DEV_FB_FREE');
  if (used === undefined || free === undefined || used + free === 0) return null;
  return (used + free + (values.get('DCGM_FI_DEV_FB_RESERVED') ?? 0)) * MEBIBYTE;
}

/** A pod as a GPU's series name it. */
export function podKey({ namespace, name }: Pick<PodReference, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
