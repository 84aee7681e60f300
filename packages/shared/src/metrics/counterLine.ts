import { catalogue } from './catalogue.ts';
import { detailedCatalogue } from './detailed.ts';
import type { Metric } from './metric.ts';

const METRICS: readonly Metric[] = [...catalogue, ...detailedCatalogue];

/** Fields that no metric of the catalogue reads. */
const OTHERS: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_CLOCK_THROTTLE_REASONS: 'Bitmask of why clocks are throttled',
  DCGM_FI_DEV_CLOCKS_EVENT_REASONS: 'Bitmask of why clocks are throttled',
};

/** What dcgm-exporter's own lists call counters, whatever its values do (etc/dcp-metrics-included.csv). */
const COUNTED = /_ECC_|_RETIRED_|_REMAPPED_ROWS$/;

/**
 * The line of a counters list that makes dcgm-exporter give a DCGM field: its name, Prometheus' type and a help text. A comma
 * more than these two and the exporter refuses the whole list.
 */
export function counterLine(field: string): string {
  const metric = METRICS.find(({ fields }) => fields.some((one) => one.field === field));
  const type = metric?.kind === 'counter' || COUNTED.test(field) ? 'counter' : 'gauge';
  const help = OTHERS[field] ?? metric?.name.en ?? field;
  return `${field}, ${type}, ${help.replaceAll(',', '')}.`;
}
