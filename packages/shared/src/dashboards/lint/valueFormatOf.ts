import { queryFormat } from '../../promql/index.ts';
import type { ValueFormat } from '../units.ts';
import { metricFormat } from './knownMetrics.ts';

/** What a query's values are, as far as the catalogue and the names of its metrics tell; undefined where they don't. */
export function valueFormatOf(expr: string): ValueFormat | undefined {
  const format = queryFormat(expr, metricFormat);
  return format === 'one' ? undefined : format;
}
