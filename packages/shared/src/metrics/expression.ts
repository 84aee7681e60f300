import type { Dialect } from './dialect.ts';
import { exportedNames } from './fieldNames.ts';
import type { Metric } from './metric.ts';
import { type Matcher, ofAnyPod, type Selection } from './selection.ts';

/** What a cluster's Prometheus holds and how its series are labelled. */
export interface MetricsContext {
  readonly dialect: Dialect;
  readonly exported: ReadonlySet<string>;
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
  return `{${matchers.map(matcherText).join(',')}}`;
}

function matcherText(matcher: Matcher): string {
  const { label } = matcher;
  if ('matching' in matcher) return `${label}=~${promqlString(matcher.matching)}`;
  if ('notMatching' in matcher) return `${label}!~${promqlString(matcher.notMatching)}`;
  const [only] = matcher.in;
  if (matcher.in.length === 1 && only !== undefined) return `${label}=${promqlString(only)}`;
  return `${label}=~${promqlString(matcher.in.map(literalPattern).join('|'))}`;
}

/** The labels that tell one GPU or MIG instance from another in answers. */
export function identityLabels({ uuid }: Dialect): readonly string[] {
  return [uuid[0] ?? 'UUID', 'GPU_I_ID', 'GPU_I_PROFILE', 'gpu'];
}

/**
 * Samples, one per GPU or MIG instance, whatever else labels them: a GPU is repeated per pod that shares it
 * (time-slicing) and under two exporters during an upgrade, which may call its UUID by two names. The largest counts:
 * beside the device's own value, per-process ones are its parts.
 * @param samples an instant vector of DCGM series
 * @param labels what is kept of the labels, UUIDs under their first name
 */
export function perDevice(
  samples: string,
  dialect: Dialect,
  labels: readonly string[] = identityLabels(dialect),
): string {
  const [uuid, ...others] = dialect.uuid;
  const by = labels.join(', ');
  if (uuid === undefined || others.length === 0) return `max by (${by}) (${samples})`;
  const kept = `max by (${[...labels, ...others].join(', ')}) (${samples})`;
  const renamed = others.reduce(
    (expr, other) => `label_replace(${expr}, "${uuid}", "$1", "${other}", "(.+)")`,
    kept,
  );
  return `max by (${by}) (${renamed})`;
}

/**
 * Where DCGM's "blank" values begin, which say that there is none (dcgm_structs.h): int32 blanks for what can't be that
 * large, else those of 2^47 (float) and of int64, which some exporters print as 2^64 - 1.
 */
const BLANKS_FROM = {
  small: '2147483632',
  large: '140737488355328',
  counter: '9223372036854775000',
} as const;

function blanksFrom({ kind, unit }: Pick<Metric, 'kind' | 'unit'>): string {
  if (kind === 'counter') return BLANKS_FROM.counter;
  return unit === 'bytesPerSecond' ? BLANKS_FROM.large : BLANKS_FROM.small;
}

/** `text` for each name that the field has here and each set of matchers, joined. */
function samplesOf(
  field: string,
  selection: Selection,
  exported: ReadonlySet<string>,
  text: (series: string) => string,
): string {
  const known = exportedNames(field, exported);
  const names = known.length > 0 ? known : [field];
  return names
    .flatMap((name) => selection.map((matchers) => text(`${name}${selector(matchers)}`)))
    .join(' or ');
}

/** The present values of a DCGM field, in its own unit; DCGM's blanks are absent. */
export function fieldValues(
  field: string,
  selection: Selection,
  exported: ReadonlySet<string>,
  metric: Pick<Metric, 'kind' | 'unit'> = { kind: 'gauge', unit: 'count' },
): string {
  return samplesOf(field, selection, exported, (series) => `${series} < ${blanksFrom(metric)}`);
}

/**
 * A DCGM field under a function over the last `window` (a PromQL duration), where the series is there at that moment: what
 * ended meanwhile, a missed scrape included, is absent, and so are blanks. In its own unit.
 */
export function windowValues(
  call: 'rate' | 'increase' | 'avg_over_time' | 'max_over_time',
  field: string,
  window: string,
  selection: Selection,
  { exported, metric }: { exported: ReadonlySet<string>; metric: Pick<Metric, 'kind' | 'unit'> },
): string {
  return samplesOf(
    field,
    selection,
    exported,
    (series) => `${call}(${series}[${window}]) and ${series} < ${blanksFrom(metric)}`,
  );
}

/** The metric's fields that this cluster exports, in order of preference; all of them where nothing is known. */
export function exportedFields(metric: Metric, exported: ReadonlySet<string>) {
  const present = metric.fields.filter(({ field }) => exportedNames(field, exported).length > 0);
  return present.length > 0 ? present : metric.fields;
}

/**
 * PromQL for a metric in its base unit. Where several of its fields are exported (GPUs before Volta have no profiling
 * fields), each GPU takes the first it has.
 * @param samples one field's, in its own unit and one per series that the answer is to have
 */
function inBaseUnit(
  metric: Metric,
  exported: ReadonlySet<string>,
  samples: (field: string) => string,
): string {
  const terms = exportedFields(metric, exported).map(({ field, scale }) =>
    scale === 1 ? samples(field) : `${samples(field)} * ${scale}`,
  );
  return terms.length === 1 ? terms.join('') : terms.map((term) => `(${term})`).join(' or ');
}

/**
 * PromQL for a metric in its base unit: one series per GPU or MIG instance of the selection.
 * @param labels what is kept of the labels; what is not told apart by them is one
 */
export function metricExpression(
  metric: Metric,
  selection: Selection,
  { dialect, exported }: MetricsContext,
  labels: readonly string[] = identityLabels(dialect),
): string {
  return inBaseUnit(metric, exported, (field) =>
    perDevice(
      metric.kind === 'counter'
        ? windowValues('rate', field, '$__rate_interval', selection, { exported, metric })
        : fieldValues(field, selection, exported, metric),
      dialect,
      labels,
    ),
  );
}

/** The labels that tell one pod's hold on a device from another's. */
function holdLabels(dialect: Dialect): readonly string[] {
  const workload = dialect.workload.flatMap(({ namespace, pod }) => [namespace, pod]);
  return [dialect.uuid[0] ?? 'UUID', 'GPU_I_ID', 'GPU_I_PROFILE', 'modelName', ...workload];
}

/**
 * PromQL for a metric in its base unit over the last `seconds`: one series per pod and GPU or MIG instance that it holds.
 * A device that pods share has its own value under each of them.
 */
export function holdExpression(
  call: 'avg_over_time' | 'max_over_time',
  metric: Metric,
  seconds: number,
  { dialect, exported }: MetricsContext,
): string {
  return inBaseUnit(metric, exported, (field) =>
    perDevice(
      windowValues(call, field, `${seconds}s`, ofAnyPod(dialect), { exported, metric }),
      dialect,
      holdLabels(dialect),
    ),
  );
}

/** Fields that nearly every device reports, whole GPU or MIG instance: their series carry identity and workload. */
export const IDENTITY_FIELDS = [
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
] as const;

/**
 * Series, of any value, that together are there for each device of the selection.
 * @param others fields of devices whose counters list has none of the identity fields; where nobody has those, all that there
 * is must do
 */
export function deviceSeries(
  selection: Selection,
  exported: ReadonlySet<string>,
  text: (series: string) => string = (series) => series,
  others: readonly string[] = [],
): string {
  const identity = IDENTITY_FIELDS.filter((field) => exportedNames(field, exported).length > 0);
  const fields = identity.length > 0 ? [...identity, ...others] : [...exported];
  return fields.map((field) => samplesOf(field, selection, exported, text)).join(' or ');
}
