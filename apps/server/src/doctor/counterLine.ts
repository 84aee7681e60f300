import { catalogue, type Metric } from '@gpu-console/shared/metrics';

/** Fields that no metric of the catalogue reads (dcgm-exporter, etc/dcp-metrics-included.csv). */
const OTHERS: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_CLOCK_THROTTLE_REASONS: 'gauge, Bitmask of why clocks are throttled',
  DCGM_FI_DEV_CLOCKS_EVENT_REASONS: 'gauge, Bitmask of why clocks are throttled',
  DCGM_FI_DEV_ROW_REMAP_FAILURE: 'gauge, Whether remapping of rows has failed',
  DCGM_FI_DEV_ROW_REMAP_PENDING: 'gauge, Whether remapping of rows is pending',
  DCGM_FI_DEV_ECC_DBE_VOL_TOTAL: 'counter, Double-bit volatile ECC errors',
};

/** The line that makes dcgm-exporter give a field: its name, Prometheus' type and a help text, which may have no comma. */
export function counterLine(field: string): string {
  const known = OTHERS[field];
  if (known !== undefined) return `${field}, ${known}`;
  const metrics: readonly Metric[] = catalogue;
  const metric = metrics.find(({ fields }) => fields.some((one) => one.field === field));
  return `${field}, ${metric?.kind === 'counter' ? 'counter' : 'gauge'}, ${metric?.name.en ?? field}`;
}
