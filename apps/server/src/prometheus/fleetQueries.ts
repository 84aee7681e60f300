import type { Dialect, Frame, PodReference, Series } from '@gpu-console/shared/contract';
import { catalogueFields, deviceKey } from '@gpu-console/shared/metrics';
import { type DeviceSample, isBlank } from './deviceSample.ts';
import { isExporterPod } from './dialect.ts';

/** Fields whose value now stands in tables; a range query reads the others. Reserved memory belongs to the total. */
const POLLED: readonly string[] = [
  ...catalogueFields.filter((field) => !/PCIE|ENERGY/.test(field)),
  'DCGM_FI_DEV_FB_RESERVED',
];

/**
 * Fields that every device reports, whole GPU or MIG instance: their series carry the identity and the workload.
 * A counters list of the user's own may have none of them: then all that there is must do.
 */
const IDENTITY_FIELDS = [
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
] as const;

const IDLE_BELOW = 0.05;
export const IDLE_SECONDS = 30 * 60;

/** PromQL by purpose, asked of the whole fleet at once. */
export interface FleetQueries {
  readonly identity: string;
  readonly sampledAt: string;
  readonly values: ReadonlyMap<string, string>;
  readonly idle: string;
}

export function fleetQueries(dialect: Dialect, exported: ReadonlySet<string>): FleetQueries {
  const device = `${dialect.uuid}, GPU_I_ID`;
  const usual = IDENTITY_FIELDS.filter((field) => exported.has(field));
  const identityFields = usual.length > 0 ? usual : [...exported];
  const anyOf = (wrap: (field: string) => string) => identityFields.map(wrap).join(' or ');
  const polled = POLLED.filter((field) => exported.has(field));
  return {
    identity: anyOf((field) => `group without (__name__) (${field})`),
    sampledAt: `max by (${device}) (${anyOf((field) => `timestamp(${field})`)})`,
    values: new Map(polled.map((field) => [field, `max by (${device}) (${field})`])),
    idle: idleExpression(device, exported),
  };
}

function idleExpression(device: string, exported: ReadonlySet<string>): string {
  const peak = (field: string) => `max by (${device}) (max_over_time(${field}[${IDLE_SECONDS}s]))`;
  const terms = [
    ...(exported.has('DCGM_FI_PROF_GR_ENGINE_ACTIVE') ? [peak('DCGM_FI_PROF_GR_ENGINE_ACTIVE')] : []),
    ...(exported.has('DCGM_FI_DEV_GPU_UTIL') ? [`${peak('DCGM_FI_DEV_GPU_UTIL')} / 100`] : []),
  ];
  return terms.length === 0 ? 'vector(0) < 0' : `(${terms.join(' or ')}) < ${IDLE_BELOW}`;
}

function keyOf({ labels }: Series, dialect: Dialect): string | undefined {
  const uuid = labels[dialect.uuid];
  return uuid ? deviceKey(uuid, labels['GPU_I_ID']) : undefined;
}

/** Values by device, with DCGM's blanks left out. */
export function valuesByDevice(frame: Frame, dialect: Dialect): Map<string, number> {
  const values = new Map<string, number>();
  for (const series of frame.series) {
    const key = keyOf(series, dialect);
    const [value] = series.values;
    if (key !== undefined && value !== undefined && value !== null && !isBlank(value)) values.set(key, value);
  }
  return values;
}

/** The fleet's devices from the identity series, each once, with every workload named on any of its series. */
export function joinDevices(
  identity: Frame,
  sampledAt: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  dialect: Dialect,
): DeviceSample[] {
  const seriesOf = groupByKey(identity.series, dialect);
  return [...seriesOf].flatMap(([key, series]) => {
    const [first] = series;
    if (first === undefined) return [];
    const own = new Map<string, number>();
    for (const [field, byDevice] of values) {
      const value = byDevice.get(key);
      if (value !== undefined) own.set(field, value);
    }
    return [
      {
        ...identityOf(first.labels, dialect),
        workloads: workloadsOf(series, dialect),
        sampledAt: sampledAt.get(key) ?? null,
        values: own,
      },
    ];
  });
}

function groupByKey(series: readonly Series[], dialect: Dialect): Map<string, Series[]> {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const key = keyOf(one, dialect);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function identityOf(labels: Readonly<Record<string, string>>, dialect: Dialect) {
  const text = (name: string): string | null => labels[name] || null;
  const index = labels['gpu'];
  const instanceId = text('GPU_I_ID');
  return {
    uuid: labels[dialect.uuid] ?? '',
    index: index === undefined || !/^\d+$/.test(index) ? null : Number(index),
    instance: instanceId === null ? null : { id: instanceId, profile: text('GPU_I_PROFILE') },
    product: text('modelName') ?? text('model_name'),
    driverVersion: text('DCGM_FI_DRIVER_VERSION'),
    pciBusId: text('pci_bus_id'),
    origin: {
      hostname: text('Hostname') ?? text('hostname'),
      node: text('node') ?? text('kubernetes_node'),
      pod: text('pod'),
      instance: text('instance'),
    },
  };
}

function workloadsOf(series: readonly Series[], dialect: Dialect): PodReference[] {
  if (dialect.pod === null || dialect.namespace === null) return [];
  const found = new Map<string, PodReference>();
  for (const { labels } of series) {
    const name = labels[dialect.pod];
    const namespace = labels[dialect.namespace];
    if (!name || !namespace || isExporterPod(name)) continue;
    const container = (dialect.container === null ? undefined : labels[dialect.container]) || null;
    found.set(`${namespace}/${name}/${container}`, { namespace, name, container });
  }
  return [...found.values()];
}
