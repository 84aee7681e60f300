import { catalogue, exportedAs, type Metric } from '../../metrics/index.ts';
import type { MetricFormat, QueryFormat } from '../../promql/index.ts';

const MEBIBYTE = 1024 * 1024;

/** DCGM fields that the catalogue does not read, and what their values are (dcgm-exporter's counters lists). */
const OTHERS: Readonly<Record<string, Exclude<QueryFormat, 'one'>>> = {
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

/** The DCGM field that a metric holds, under whatever name its exporter gives it, and the factor to the field's own unit. */
export function heldField(metric: string): { readonly field: string; readonly factor: number } | undefined {
  const exported = new Set([metric]);
  const fields = [
    ...catalogue.flatMap((entry) => entry.fields.map(({ field }) => field)),
    ...Object.keys(OTHERS),
  ];
  for (const field of fields) {
    const [name] = exportedAs(field, exported);
    if (name !== undefined) return { field, factor: name.factor };
  }
  return undefined;
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
  const held = heldField(name);
  const entry = held === undefined ? undefined : entryOf(held.field);
  if (held !== undefined && entry !== undefined) {
    const format = { unit: entry.metric.unit, scale: rounded(entry.scale * held.factor) };
    return entry.metric.kind === 'counter' ? { sample: undefined, rate: format } : { sample: format };
  }
  const other = held && OTHERS[held.field];
  if (held !== undefined && other !== undefined)
    return { sample: { unit: other.unit, scale: rounded(other.scale * held.factor) } };
  if (/_info$/.test(name)) return { sample: 'one' };
  if (/_bytes(_total)?$/.test(name))
    return { sample: { unit: 'bytes', scale: 1 }, rate: { unit: 'bytesPerSecond', scale: 1 } };
  if (/_seconds$/.test(name)) return { sample: { unit: 'seconds', scale: 1 } };
  if (/_celsius$/.test(name)) return { sample: { unit: 'celsius', scale: 1 } };
  if (/_ratio$/.test(name)) return { sample: { unit: 'ratio', scale: 1 } };
  return undefined;
}

/** Without what multiplying left behind: 0.01 × 100 is 1. */
function rounded(scale: number): number {
  return Number(scale.toPrecision(12));
}
