import type { Dialect } from '../contract/clusters.ts';
import type { Metric } from './metric.ts';

/** One label matcher; `in` matches any of the values, exactly. */
export interface Matcher {
  readonly label: string;
  readonly in: readonly string[];
}

/** A PromQL string literal: double quotes, backslashes and line ends escaped, so that no value can leave it. */
export function promqlString(value: string): string {
  return JSON.stringify(value);
}

/** `value` as a regular expression (RE2) that matches exactly itself. */
function literalPattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** `{label="value",…}`, or `` for none. */
export function selector(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return '';
  return `{${matchers.map(matcher).join(',')}}`;
}

function matcher({ label, in: values }: Matcher): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${label}=${promqlString(only)}`;
  return `${label}=~${promqlString(values.map(literalPattern).join('|'))}`;
}

/** The labels that tell one GPU or MIG instance from another in this cluster. */
export function identityLabels(dialect: Dialect): readonly string[] {
  return [dialect.uuid, 'GPU_I_ID', 'GPU_I_PROFILE', 'gpu'];
}

/** The metric's fields that this cluster exports, in order of preference; all of them where nothing is known. */
export function exportedFields(metric: Metric, exported: ReadonlySet<string>) {
  const present = metric.fields.filter(({ field }) => exported.has(field));
  return present.length > 0 ? present : metric.fields;
}

/**
 * PromQL for a metric in its base unit: one series per GPU or MIG instance, whatever else labels the samples.
 * A GPU is repeated per pod that shares it (time-slicing) and under two exporters during an upgrade:
 * `max by` counts the device once. Where several fields are exported (GPUs before Volta have no profiling
 * fields), each GPU takes the first it has.
 */
export function metricExpression(
  metric: Metric,
  matchers: readonly Matcher[],
  dialect: Dialect,
  exported: ReadonlySet<string>,
): string {
  const identity = identityLabels(dialect).join(', ');
  const where = selector(matchers);
  const terms = exportedFields(metric, exported).map(({ field, scale }) => {
    const samples =
      metric.kind === 'counter' ? `rate(${field}${where}[$__rate_interval])` : `${field}${where}`;
    const byGpu = `max by (${identity}) (${samples})`;
    return scale === 1 ? byGpu : `${byGpu} * ${scale}`;
  });
  return terms.length === 1 ? terms.join('') : terms.map((term) => `(${term})`).join(' or ');
}
