import type { Frame, Series } from '@gpu-console/shared/contract';
import {
  type Dialect,
  exportedNames,
  type MetricsContext,
  newestValues,
  ofAnyPod,
} from '@gpu-console/shared/metrics';
import { groupBy } from '../groupBy.ts';
import type { OwnUse } from './deviceSample.ts';
import { deviceLabels, keyOf, tellingSeries, workloadOf } from './fleetSeries.ts';

/** What dcgm-exporter counts per process and adds up per pod (its pull request 594), with the factors to base units. */
const OWN_FIELDS = { DCGM_FI_DEV_GPU_UTIL: 0.01, DCGM_FI_DEV_FB_USED: 1024 * 1024 } as const;
export type OwnField = keyof typeof OWN_FIELDS;
const isOwnField = (field: string): field is OwnField => field in OWN_FIELDS;

/** PromQL by field. */
export function ownUseExpressions(context: MetricsContext): ReadonlyMap<OwnField, string> {
  const { dialect, exported } = context;
  const workload = dialect.workload.flatMap(({ namespace, pod }) => [namespace, pod]);
  const labels = [...new Set([...deviceLabels(dialect), ...workload])];
  const fields = Object.keys(OWN_FIELDS).filter(isOwnField);
  return new Map(
    fields
      .filter((field) => workload.length > 0 && exportedNames(field, exported).length > 0)
      .map((field) => [field, newestValues(field, ofAnyPod(dialect), context, { labels })]),
  );
}

/** Whether a device has series of its own beside those of the pods that hold it: these are then the pods' own. */
function tellsOwnUse(series: readonly Series[], dialect: Dialect): boolean {
  const named = series.filter(({ labels }) => workloadOf(labels, dialect) !== undefined);
  return named.length > 0 && named.length < series.length;
}

/** The devices whose pods' own use is told, by the identity series that tell of them. */
export function devicesWithOwnUse(
  identity: Frame,
  dialect: Dialect,
  scrapeSeconds: number,
): ReadonlySet<string> {
  const byDevice = groupBy(identity.series, (series) => keyOf(series, dialect));
  return new Set(
    [...byDevice].flatMap(([key, series]) =>
      tellsOwnUse(tellingSeries(series, scrapeSeconds), dialect) ? [key] : [],
    ),
  );
}

/** What pods' own processes use, by device and by `namespace/name`. */
export function ownUse(
  frames: ReadonlyMap<OwnField, Frame>,
  devices: ReadonlySet<string>,
  dialect: Dialect,
): ReadonlyMap<string, ReadonlyMap<string, OwnUse>> {
  const found = new Map<string, Map<string, OwnUse>>();
  for (const [field, frame] of frames) {
    for (const { labels, values } of frame.series) {
      const key = keyOf({ labels, values }, dialect);
      const pod = workloadOf(labels, dialect);
      const value = values[0] ?? null;
      if (key === undefined || pod === undefined || value === null || !devices.has(key)) continue;
      const ofDevice = found.get(key) ?? new Map<string, OwnUse>();
      const name = `${pod.namespace}/${pod.name}`;
      const use = ofDevice.get(name) ?? { utilization: null, memoryUsedBytes: null };
      const column = field === 'DCGM_FI_DEV_GPU_UTIL' ? 'utilization' : 'memoryUsedBytes';
      ofDevice.set(name, { ...use, [column]: value * OWN_FIELDS[field] });
      found.set(key, ofDevice);
    }
  }
  return found;
}
