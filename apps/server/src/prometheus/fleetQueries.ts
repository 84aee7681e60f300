import type { Frame, PodReference, Series } from '@gpu-console/shared/contract';
import {
  columnMetrics,
  type Dialect,
  deviceKey,
  deviceSeries,
  EVERYTHING,
  exportedNames,
  IDLE_BELOW,
  IDLE_SECONDS,
  isExporterPod,
  type MetricsContext,
  metric,
  newestValues,
  peakExpression,
  perDevice,
  sampleTimes,
  windowValues,
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
  /** Each set of labels that a device's series have; the value is when it was sampled last (Unix seconds), 0 without a value. */
  readonly identity: string;
  readonly values: ReadonlyMap<string, string>;
  readonly idle: string;
  /** Devices whose profiling fields stayed at 0 while they worked; undefined where not both fields are exported. */
  readonly stuck: string | undefined;
}

const deviceLabels = ({ uuid }: Dialect) => [...uuid.slice(0, 1), 'GPU_I_ID'];

/** @param identifying fields whose series identify the devices that the usual fields miss */
export function fleetQueries(context: MetricsContext, identifying: readonly string[] = []): FleetQueries {
  const { dialect, exported } = context;
  const labels = deviceLabels(dialect);
  const times = `max without (__name__) (${sampleTimes(EVERYTHING, exported, identifying)})`;
  const all = `group without (__name__) (${deviceSeries(EVERYTHING, exported, identifying)}) * 0`;
  const peak = peakExpression(metric('utilization'), IDLE_SECONDS, context, labels);
  return {
    identity: `${times} or ${all}`,
    values: new Map(
      POLLED.filter((field) => exportedNames(field, exported).length > 0).map((field) => [
        field,
        newestValues(field, EVERYTHING, context, { labels }),
      ]),
    ),
    idle: `(${peak}) < ${IDLE_BELOW}`,
    stuck: stuckExpression(context),
  };
}

const PROFILED = 'DCGM_FI_PROF_GR_ENGINE_ACTIVE';
const SEEN_AT_WORK = 'DCGM_FI_DEV_GPU_UTIL';
/** Percent, over the time that makes a GPU idle. */
const AT_WORK_FROM = 50;

function stuckExpression(context: MetricsContext): string | undefined {
  const { dialect, exported } = context;
  if ([PROFILED, SEEN_AT_WORK].some((field) => exportedNames(field, exported).length === 0)) return undefined;
  const over = (call: 'max_over_time' | 'avg_over_time', field: string) =>
    perDevice(
      windowValues(call, field, `${IDLE_SECONDS}s`, EVERYTHING, { exported, metric: metric('utilization') }),
      dialect,
      deviceLabels(dialect),
    );
  return `(${over('max_over_time', PROFILED)}) == 0 and (${over('avg_over_time', SEEN_AT_WORK)}) > ${AT_WORK_FROM}`;
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
function tellingSeries(series: readonly Series[], scrapeSeconds: number): Series[] {
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
  dialect: Dialect,
  scrapeSeconds: number,
): DeviceSample[] {
  return [...groupBy(identity.series, (series) => keyOf(series, dialect))].map(([key, all]) => {
    const series = tellingSeries(all, scrapeSeconds);
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
      sampledAt: newestOf(series) || null,
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
