import { catalogue, exportedNames, type Metric } from '../../metrics/index.ts';
import type { MetricFormat, QueryFormat } from '../../promql/index.ts';

const MEBIBYTE = 1024 * 1024;

/** DCGM fields that the catalogue does not read, and what their values are (dcgm-exporter's counters lists). */
const OTHERS: Readonly<Record<string, QueryFormat>> = {
  DCGM_FI_DEV_ENC_UTIL: { unit: 'ratio', scale: 0.01 },
  DCGM_FI_DEV_DEC_UTIL: { unit: 'ratio', scale: 0.01 },
  DCGM_FI_DEV_MEM_COPY_UTIL: { unit: 'ratio', scale: 0.01 },
  DCGM_FI_DEV_FB_TOTAL: { unit: 'bytes', scale: MEBIBYTE },
  DCGM_FI_DEV_FB_RESERVED: { unit: 'bytes', scale: MEBIBYTE },
  DCGM_FI_PROF_SM_OCCUPANCY: { unit: 'ratio', scale: 1 },
  DCGM_FI_PROF_PIPE_FP64_ACTIVE: { unit: 'ratio', scale: 1 },
  DCGM_FI_PROF_PIPE_FP32_ACTIVE: { unit: 'ratio', scale: 1 },
  DCGM_FI_PROF_PIPE_FP16_ACTIVE: { unit: 'ratio', scale: 1 },
  DCGM_FI_DEV_POWER_MGMT_LIMIT: { unit: 'watts', scale: 1 },
  DCGM_FI_PROF_NVLINK_TX_BYTES: { unit: 'bytesPerSecond', scale: 1 },
  DCGM_FI_PROF_NVLINK_RX_BYTES: { unit: 'bytesPerSecond', scale: 1 },
};

/** DCGM fields that DCGM renamed, old name first (dcgm_fields.h of 3.3 and later). */
export const RENAMED: readonly (readonly [string, string])[] = [
  ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS'],
];

/** The DCGM field that a metric holds, under whatever name its exporter gives it. */
export function fieldOf(metric: string): string | undefined {
  const exported = new Set([metric]);
  const fields = [
    ...catalogue.flatMap((entry) => entry.fields.map(({ field }) => field)),
    ...Object.keys(OTHERS),
  ];
  return fields.find((field) => exportedNames(field, exported).length > 0);
}

/** The catalogue's entry that reads a field, and the field's factor there. */
export function entryOf(field: string): { readonly metric: Metric; readonly scale: number } | undefined {
  for (const metric of catalogue) {
    const read = metric.fields.find((one) => one.field === field);
    if (read !== undefined) return { metric, scale: read.scale };
  }
  return undefined;
}

/** What a metric's samples are: DCGM's fields by the catalogue, others by Prometheus' rules for names. */
export function metricFormat(name: string): MetricFormat | undefined {
  const field = fieldOf(name);
  const entry = field === undefined ? undefined : entryOf(field);
  if (entry?.metric.kind === 'counter')
    return { sample: undefined, rate: { unit: entry.metric.unit, scale: entry.scale } };
  if (entry !== undefined) return { sample: { unit: entry.metric.unit, scale: entry.scale } };
  if (field !== undefined) return { sample: OTHERS[field] };
  if (/_info$/.test(name)) return { sample: 'one' };
  if (/_bytes(_total)?$/.test(name))
    return { sample: { unit: 'bytes', scale: 1 }, rate: { unit: 'bytesPerSecond', scale: 1 } };
  if (/_seconds$/.test(name)) return { sample: { unit: 'seconds', scale: 1 } };
  if (/_celsius$/.test(name)) return { sample: { unit: 'celsius', scale: 1 } };
  if (/_ratio$/.test(name)) return { sample: { unit: 'ratio', scale: 1 } };
  return undefined;
}
