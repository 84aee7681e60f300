import type { Dialect } from './dialect.ts';
import { exportedAs, exportedNames, type FieldName, PERCENT_OR_RATIO } from './fieldNames.ts';
import { isOfBoard, type Metric } from './metric.ts';
import { type Matcher, narrowed, ofAnyPod, type Selection } from './selection.ts';

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

/** The labels that tell one board from another in answers. */
function boardLabels({ uuid }: Dialect): readonly string[] {
  return [uuid[0] ?? 'UUID', 'gpu'];
}

/** The labels that tell apart what the metric is measured of. */
export function measuredLabels(metric: Metric, dialect: Dialect): readonly string[] {
  return isOfBoard(metric) ? boardLabels(dialect) : identityLabels(dialect);
}

/** Samples with the UUID under its first name, whichever their exporter gives it. */
function withOneUuid(samples: string, { uuid: [uuid, ...others] }: Dialect): string {
  return others.reduce(
    (expr, other) => `label_replace(${expr}, "${uuid}", "$1", "${other}", "(.+)")`,
    samples,
  );
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
  const by = labels.join(', ');
  const [, ...others] = dialect.uuid;
  if (others.length === 0) return `max by (${by}) (${samples})`;
  const kept = `max by (${[...labels, ...others].join(', ')}) (${samples})`;
  return `max by (${by}) (${withOneUuid(kept, dialect)})`;
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

/** A metric as far as it tells a value from a blank. */
type Kind = Pick<Metric, 'kind' | 'unit'>;

function blanksFrom({ kind, unit }: Kind, { factor }: FieldName): string {
  if (kind === 'counter') return BLANKS_FROM.counter;
  return unit === 'bytesPerSecond' || factor < 1 ? BLANKS_FROM.large : BLANKS_FROM.small;
}

/**
 * Fields that are never 0 while their sensor is read: no sensor in the memory, or none at all, is reported as 0 for ever
 * (NVIDIA/dcgm-exporter issue 460).
 */
const NEVER_ZERO: ReadonlySet<string> = new Set([
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_MEMORY_TEMP',
  'DCGM_FI_DEV_POWER_USAGE',
  'DCGM_FI_DEV_ENFORCED_POWER_LIMIT',
  'DCGM_FI_DEV_POWER_MGMT_LIMIT',
]);

/** Models without memory of their own, whose memory controller NVML reports as 0 % for ever (DGX Spark, Jetson). */
const UNIFIED_MEMORY = '.*(GB10|Thor|Orin|Xavier|Tegra).*';
const OF_OWN_MEMORY = 'DCGM_FI_DEV_MEM_COPY_UTIL';

/** `text` for each name that the field has here and each set of matchers, joined. */
function samplesOf(
  field: string,
  selection: Selection,
  exported: ReadonlySet<string>,
  text: (series: string, name: FieldName) => string,
): string {
  const known = exportedAs(field, exported);
  const names = known.length > 0 ? known : [{ name: field, factor: 1 }];
  const measured =
    field === OF_OWN_MEMORY
      ? narrowed(selection, { label: 'modelName', notMatching: UNIFIED_MEMORY })
      : selection;
  return names
    .flatMap((name) => measured.map((matchers) => text(`${name.name}${selector(matchers)}`, name)))
    .join(' or ');
}

/** The series where it has a value. */
function present(field: string, series: string, name: FieldName, kind: Kind): string {
  const value = `${series} < ${blanksFrom(kind, name)}`;
  return NEVER_ZERO.has(field) ? `${value} > 0` : value;
}

/** What nearly every counters list asks for of DCGM 4.7, and no DCGM before it has. */
const OF_4_7 = [
  'DCGM_FI_DEV_FB_USED_BYTES',
  'DCGM_FI_DEV_SM_CLOCK_HERTZ',
  'DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL',
  'DCGM_FI_DEV_MEMORY_UTIL_RATIO',
] as const;

/**
 * Values of a name brought to the field's own unit. The name that holds a percentage under DCGM 4.6 and a ratio under 4.7 is
 * told by what its values can be: over 1 they are a percentage; 1 itself is one where the exporter has nothing of 4.7's.
 * @param highest the highest that `value` comes from, with its labels
 */
function inOwnUnit(
  value: string,
  { name, factor }: FieldName,
  exported: ReadonlySet<string>,
  highest: string = value,
): string {
  if (factor === 1) return value;
  if (name !== PERCENT_OR_RATIO) return `(${value}) * ${factor}`;
  const newer = OF_4_7.filter((one) => exported.has(one));
  const one = newer.length === 0 ? '' : ` unless on (UUID, uuid, GPU_I_ID) (${newer.join(' or ')})`;
  return `((${value}) and (${highest}) > 1) or ((${value}) and ((${highest}) == 1${one})) or (${value}) * ${factor}`;
}

/** The present values of a DCGM field, in its own unit; DCGM's blanks are absent, and so is a 0 that means that there is no sensor. */
export function fieldValues(
  field: string,
  selection: Selection,
  exported: ReadonlySet<string>,
  metric: Kind = { kind: 'gauge', unit: 'count' },
): string {
  return samplesOf(field, selection, exported, (series, name) =>
    inOwnUnit(present(field, series, name, metric), name, exported),
  );
}

/**
 * A DCGM field now, one value per device, in its own unit: where series of one device overlap in time, that of the newest
 * sample, so that all facts of a device come from one source.
 */
export function newestValues(
  field: string,
  selection: Selection,
  { dialect, exported }: MetricsContext,
  { labels = identityLabels(dialect), metric }: { labels?: readonly string[]; metric?: Kind } = {},
): string {
  const values = fieldValues(field, selection, exported, metric);
  if (dialect.overlaps === undefined) return perDevice(values, dialect, labels);
  const on = [dialect.uuid[0] ?? 'UUID', 'GPU_I_ID'].join(', ');
  const times = withOneUuid(
    samplesOf(field, selection, exported, (series) => `timestamp(${series})`),
    dialect,
  );
  const older = `(${times}) < on (${on}) group_left () max by (${on}) (${times})`;
  return `max by (${labels.join(', ')}) (${withOneUuid(values, dialect)} unless (${older}))`;
}

/**
 * A DCGM field under a function over the last `window` (a PromQL duration), where the series is there at that moment: what
 * ended meanwhile, a missed scrape included, is absent, and so are blanks. In its own unit.
 */
export function windowValues(
  call: 'avg_over_time' | 'max_over_time',
  field: string,
  window: string,
  selection: Selection,
  { exported, metric }: { exported: ReadonlySet<string>; metric: Kind },
): string {
  return samplesOf(field, selection, exported, (series, name) => {
    const there = present(field, series, name, metric);
    const over = (one: string) => `${one}(${series}[${window}]) and ${there}`;
    return inOwnUnit(over(call), name, exported, over('max_over_time'));
  });
}

/** Between the points that a counter's rate is taken from. */
const RATE_STEP = '15s';

/**
 * A counter of each device, in the field's own unit. Its series are split by the pods that the device served: they are one
 * before it is rated, or each pod's end would lose what was counted. It only grows, so the largest of them counts.
 */
export function joinedCounter(
  field: string,
  selection: Selection,
  { dialect, exported }: MetricsContext,
  labels: readonly string[],
): string {
  return perDevice(
    fieldValues(field, selection, exported, { kind: 'counter', unit: 'count' }),
    dialect,
    labels,
  );
}

/** The metric's fields that this cluster exports, in order of preference; all of them where nothing is known. */
export function exportedFields(metric: Metric, exported: ReadonlySet<string>) {
  const present = metric.fields.filter(({ field }) => exportedNames(field, exported).length > 0);
  return present.length > 0 ? present : metric.fields;
}

/**
 * PromQL for a metric in its base unit. Where several of its fields are exported, each GPU takes the first that is not 0:
 * GPUs before Volta have no profiling fields, and a profiling module that is stuck gives 0 for GPUs at work
 * (NVIDIA/dcgm-exporter issue 662).
 * @param samples one field's, in its own unit and one per series that the answer is to have
 */
export function inBaseUnit(
  metric: Metric,
  exported: ReadonlySet<string>,
  samples: (field: string) => string,
): string {
  const terms = exportedFields(metric, exported).map(({ field, scale }) =>
    scale === 1 ? samples(field) : `${samples(field)} * ${scale}`,
  );
  if (terms.length === 1) return terms.join('');
  return [...terms.map((term) => `(${term}) > 0`), ...terms.map((term) => `(${term})`)].join(' or ');
}

/**
 * PromQL for a metric in its base unit: one series per GPU or MIG instance of the selection, or per board for what is
 * measured of boards.
 * @param labels what is kept of the labels; what is not told apart by them is one
 */
export function metricExpression(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  labels: readonly string[] = measuredLabels(metric, context.dialect),
): string {
  return inBaseUnit(metric, context.exported, (field) => {
    if (metric.kind !== 'counter') return newestValues(field, selection, context, { labels, metric });
    const counter = joinedCounter(field, selection, context, labels);
    return `(rate((${counter})[$__rate_interval:${RATE_STEP}]) and ${counter})`;
  });
}

/**
 * PromQL for a metric in its base unit as it may be added up and averaged: of a GPU that MIG splits the whole's value where
 * that is reported, else its instances'.
 * @param labels what is kept beside the labels that tell devices apart
 */
export function countedOnce(
  metric: Metric,
  selection: Selection,
  context: MetricsContext,
  labels: readonly string[] = [],
): string {
  const { dialect } = context;
  const uuid = dialect.uuid[0] ?? 'UUID';
  const values = (of: Selection, kept: readonly string[]) => metricExpression(metric, of, context, kept);
  if (isOfBoard(metric)) return values(selection, [uuid, ...labels]);
  const kept = [uuid, 'GPU_I_ID', ...labels];
  if (dialect.mig === undefined) return values(selection, kept);
  const whole = values(narrowed(selection, { label: 'GPU_I_ID', in: [''] }), kept);
  const instances = values(narrowed(selection, { label: 'GPU_I_ID', matching: '.+' }), kept);
  return `(${whole}) or ((${instances}) unless on (${uuid}) (${whole}))`;
}

/** The labels that tell one pod's hold on a device from another's. */
function holdLabels(dialect: Dialect): readonly string[] {
  const workload = dialect.workload.flatMap(({ namespace, pod }) => [namespace, pod]);
  return [...new Set([dialect.uuid[0] ?? 'UUID', 'GPU_I_ID', 'GPU_I_PROFILE', 'modelName', ...workload])];
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

/** PromQL for the highest value of a metric over the last `seconds`, in its base unit: one series per device. */
export function peakExpression(
  metric: Metric,
  seconds: number,
  { dialect, exported }: MetricsContext,
  labels: readonly string[],
): string {
  return inBaseUnit(metric, exported, (field) =>
    perDevice(
      windowValues('max_over_time', field, `${seconds}s`, [[]], { exported, metric }),
      dialect,
      labels,
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
  others: readonly string[] = [],
): string {
  return identifying(exported, others)
    .map((field) => samplesOf(field, selection, exported, (series) => series))
    .join(' or ');
}

/** Series of devices that may have none but that of a sensor which is not there. */
export function sensorlessSeries(exported: ReadonlySet<string>): string | undefined {
  const field = 'DCGM_FI_DEV_MEMORY_TEMP';
  if (exportedNames(field, exported).length === 0) return undefined;
  return samplesOf(field, [[]], exported, (series) => `${series} == 0`);
}

/** When those series were sampled last with a value that is none of DCGM's blanks, Unix seconds. */
export function sampleTimes(
  selection: Selection,
  exported: ReadonlySet<string>,
  others: readonly string[] = [],
): string {
  return identifying(exported, others)
    .map((field) =>
      samplesOf(field, selection, exported, (series, name) => {
        const value = present(field, series, name, { kind: 'gauge', unit: 'count' });
        return `(timestamp(${series}) and ${value})`;
      }),
    )
    .join(' or ');
}

function identifying(exported: ReadonlySet<string>, others: readonly string[]): readonly string[] {
  const identity = IDENTITY_FIELDS.filter((field) => exportedNames(field, exported).length > 0);
  return identity.length > 0 ? [...identity, ...others] : [...exported];
}
