import type { Frame, PodReference, Series } from '@gpu-console/shared/contract';
import { type Dialect, deviceKey, isExporterPod } from '@gpu-console/shared/metrics';
import { groupBy } from '../groupBy.ts';
import type { DeviceSample, Origin, OwnUse } from './deviceSample.ts';

/** The labels that tell one device from another in answers. */
export const deviceLabels = ({ uuid }: Dialect) => [...uuid.slice(0, 1), 'GPU_I_ID'];

/** The key of the device that a series is of; undefined for another's. */
export function keyOf({ labels }: Series, { uuid }: Dialect): string | undefined {
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

/** A source of a device's series counts while it is at most so many scrapes behind the newest. */
const ALIVE_SCRAPES = 2;

/** Who scraped what: of one source the newest series tells, whichever pods the device served before. */
function sourceOf({ labels }: Series): string {
  const { instance = '', job = '', Hostname = '', hostname = '' } = labels;
  return JSON.stringify([instance, job, Hostname || hostname]);
}

const sampledAt = ({ values: [time] }: Series): number => time ?? 0;

const newestOf = (series: readonly Series[]): number => Math.max(0, ...series.map(sampledAt));

/** The series that tell of a device now: of each source that is alive its newest. */
export function tellingSeries(series: readonly Series[], scrapeSeconds: number): Series[] {
  const oldest = newestOf(series) - ALIVE_SCRAPES * scrapeSeconds;
  return [...groupBy(series, sourceOf).values()].flatMap((own) => {
    const newest = newestOf(own);
    return newest < oldest ? [] : own.filter((one) => sampledAt(one) === newest);
  });
}

/** Whether any device has series of several ages, of which only the newest tell. */
export function overlaps(identity: Frame, dialect: Dialect): boolean {
  return [...groupBy(identity.series, (series) => keyOf(series, dialect)).values()].some((series) => {
    const times = series.map(sampledAt).filter((time) => time > 0);
    return times.some((time) => time !== times[0]);
  });
}

/** The fleet's devices from the identity series, each once, with every workload named on any of those that tell. */
export function joinDevices(
  identity: Frame,
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  own: ReadonlyMap<string, ReadonlyMap<string, OwnUse>>,
  dialect: Dialect,
  scrapeSeconds: number,
): DeviceSample[] {
  return [...groupBy(identity.series, (series) => keyOf(series, dialect))].map(([key, all]) => {
    const series = tellingSeries(all, scrapeSeconds);
    const present = new Map<string, number>();
    for (const [field, byDevice] of values) {
      const value = byDevice.get(key);
      if (value !== undefined) present.set(field, value);
    }
    const device = identityOf(
      series.map(({ labels }) => labels),
      dialect,
    );
    return {
      ...device,
      workloads: workloadsOf(series, dialect),
      sampledAt: newestOf(series) || null,
      values: present,
      own: own.get(key) ?? NOTHING,
    };
  });
}

const NOTHING: ReadonlyMap<string, OwnUse> = new Map();

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
    driverVersion: text('DCGM_FI_DRIVER_VERSION', 'DCGM_FI_SYSTEM_DRIVER_VERSION'),
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

/** The pod that a series names, by the first of the workload's names that names one; an exporter is none. */
export function workloadOf(labels: Labels, dialect: Dialect): PodReference | undefined {
  for (const { pod, namespace, container } of dialect.workload) {
    const { [pod]: name, [namespace]: of } = labels;
    if (!name || !of || isExporterPod(name, dialect)) continue;
    return { namespace: of, name, container: (container === null ? undefined : labels[container]) || null };
  }
  return undefined;
}

function workloadsOf(series: readonly Series[], dialect: Dialect): PodReference[] {
  const found = new Map<string, PodReference>();
  for (const { labels } of series) {
    const pod = workloadOf(labels, dialect);
    if (pod !== undefined) found.set(`${pod.namespace}/${pod.name}/${pod.container}`, pod);
  }
  return [...found.values()];
}
