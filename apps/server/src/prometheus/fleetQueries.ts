import type { Frame, PodReference, Series } from '@gpu-console/shared/contract';
import {
  columnMetrics,
  type Dialect,
  deviceKey,
  deviceSeries,
  EVERYTHING,
  exportedNames,
  fieldValues,
  IDLE_BELOW,
  IDLE_SECONDS,
  isExporterPod,
  perDevice,
} from '@gpu-console/shared/metrics';
import { CLOCK_EVENT_FIELDS, POWER_LIMIT_FIELDS } from '@gpu-console/shared/metrics/detailed';
import { groupBy } from '../groupBy.ts';
import type { DeviceSample, Origin } from './deviceSample.ts';

/** Fields whose value now is read; a range query reads the others. Free and reserved memory belong to the total. */
const POLLED: readonly string[] = [
  ...columnMetrics.flatMap(({ fields }) => fields.map(({ field }) => field)),
  'DCGM_FI_DEV_FB_FREE',
  'DCGM_FI_DEV_FB_RESERVED',
  ...POWER_LIMIT_FIELDS,
  ...CLOCK_EVENT_FIELDS,
];

/** PromQL by purpose, asked of the whole fleet at once. */
export interface FleetQueries {
  readonly identity: string;
  readonly sampledAt: string;
  readonly values: ReadonlyMap<string, string>;
  readonly idle: string;
}

/** @param identifying fields whose series identify the devices that the usual fields miss */
export function fleetQueries(
  dialect: Dialect,
  exported: ReadonlySet<string>,
  identifying: readonly string[] = [],
): FleetQueries {
  const { uuid } = dialect;
  const device = (samples: string) => perDevice(samples, dialect, [...uuid.slice(0, 1), 'GPU_I_ID']);
  const devices = (text: (series: string) => string) => deviceSeries(EVERYTHING, exported, text, identifying);
  const isExported = (field: string) => exportedNames(field, exported).length > 0;
  return {
    identity: devices((series) => `group without (__name__) (${series})`),
    sampledAt: device(devices((series) => `timestamp(${series})`)),
    values: new Map(
      POLLED.filter(isExported).map((field) => [field, device(fieldValues(field, EVERYTHING, exported))]),
    ),
    idle: idleExpression(device, exported),
  };
}

/** Devices whose use stayed low, by the better of the two fields that tell it. */
function idleExpression(device: (samples: string) => string, exported: ReadonlySet<string>): string {
  const peak = (field: string) =>
    exportedNames(field, exported).map((name) => `max_over_time(${name}[${IDLE_SECONDS}s])`);
  const active = peak('DCGM_FI_PROF_GR_ENGINE_ACTIVE');
  const busy = peak('DCGM_FI_DEV_GPU_UTIL');
  const terms = [
    ...(active.length > 0 ? [device(active.join(' or '))] : []),
    ...(busy.length > 0 ? [`${device(busy.join(' or '))} / 100`] : []),
  ];
  return terms.length === 0 ? 'vector(0) < 0' : `(${terms.join(' or ')}) < ${IDLE_BELOW}`;
}

function keyOf({ labels }: Series, { uuid }: Dialect): string | undefined {
  const value = uuid.map((label) => labels[label]).find(Boolean);
  return value ? deviceKey(value, labels['GPU_I_ID']) : undefined;
}

/** The value of each device. */
export function valuesByDevice(frame: Frame, dialect: Dialect): Map<string, number> {
  const values = new Map<string, number>();
  for (const series of frame.series) {
    const key = keyOf(series, dialect);
    const [value] = series.values;
    if (key !== undefined && value !== undefined && value !== null) values.set(key, value);
  }
  return values;
}

/** Fields that have values of devices which no identity series tells of: one such field for each. */
export function missedBy(
  identity: Frame,
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  dialect: Dialect,
): readonly string[] {
  const seen = new Set<string | undefined>(identity.series.map((series) => keyOf(series, dialect)));
  const fields = new Set<string>();
  for (const [field, byDevice] of values) {
    for (const key of byDevice.keys()) {
      if (seen.has(key)) continue;
      seen.add(key);
      fields.add(field);
    }
  }
  return [...fields];
}

/** The fleet's devices from the identity series, each once, with every workload named on any of its series. */
export function joinDevices(
  identity: Frame,
  sampledAt: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  dialect: Dialect,
): DeviceSample[] {
  return [...groupBy(identity.series, (series) => keyOf(series, dialect))].map(([key, series]) => {
    const own = new Map<string, number>();
    for (const [field, byDevice] of values) {
      const value = byDevice.get(key);
      if (value !== undefined) own.set(field, value);
    }
    const device = identityOf(
      series.map(({ labels }) => labels),
      dialect,
    );
    return {
      ...device,
      workloads: workloadsOf(series, dialect),
      sampledAt: sampledAt.get(key) ?? null,
      values: own,
    };
  });
}

type Labels = Series['labels'];

/** What the series of one device, perhaps of several exporters, say of it: for each fact the first that says it. */
function identityOf(series: readonly Labels[], { uuid }: Dialect) {
  const text = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const found = series.map((labels) => labels[name]).find(Boolean);
      if (found !== undefined) return found;
    }
    return null;
  };
  const index = text('gpu');
  const instanceId = text('GPU_I_ID');
  return {
    uuid: text(...uuid) ?? '',
    index: index === null || !/^\d+$/.test(index) ? null : Number(index),
    instance: instanceId === null ? null : { id: instanceId, profile: text('GPU_I_PROFILE') },
    product: text('modelName', 'model_name'),
    driverVersion: text('DCGM_FI_DRIVER_VERSION'),
    pciBusId: text('pci_bus_id'),
    origins: originsOf(series),
  };
}

/** Each place only once: the series of a device that several pods share come from one exporter. */
function originsOf(series: readonly Labels[]): Origin[] {
  const origins = series.map((labels) => ({
    hostname: labels['Hostname'] || labels['hostname'] || null,
    node: labels['node'] || labels['kubernetes_node'] || null,
    pod: labels['pod'] || null,
    instance: labels['instance'] || null,
  }));
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}

/** The pod that a series names, asked by the first of the workload's names that it has; an exporter is none. */
export function workloadOf(labels: Labels, { workload }: Dialect): PodReference | undefined {
  const names = workload.find(({ pod }) => labels[pod]);
  if (names === undefined) return undefined;
  const name = labels[names.pod];
  const namespace = labels[names.namespace];
  if (!name || !namespace || isExporterPod(name)) return undefined;
  const container = (names.container === null ? undefined : labels[names.container]) || null;
  return { namespace, name, container };
}

function workloadsOf(series: readonly Series[], dialect: Dialect): PodReference[] {
  const found = new Map<string, PodReference>();
  for (const { labels } of series) {
    const pod = workloadOf(labels, dialect);
    if (pod !== undefined) found.set(`${pod.namespace}/${pod.name}/${pod.container}`, pod);
  }
  return [...found.values()];
}
