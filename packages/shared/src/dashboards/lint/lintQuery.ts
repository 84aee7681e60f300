import type { Dialect } from '../../metrics/dialect.ts';
import { type ParsedQuery, parseQuery, type SelectorUse, withLabel, withMetric } from '../../promql/index.ts';
import type { LintFacts, LintFinding } from './finding.ts';
import { entryOf, heldField } from './knownMetrics.ts';
import { suggestMetric } from './suggestMetric.ts';

/** Where a query stands, for the ids of what is found in it. */
export type QueryPlace = { readonly panel: string; readonly query: string } | { readonly variable: string };

/** What is wrong with one query: its PromQL, metrics and labels that this cluster does not have, codes that are averaged. */
export function lintQuery(expr: string, place: QueryPlace, facts: LintFacts): readonly LintFinding[] {
  const parsed = parseQuery(expr);
  const { error } = parsed;
  if (error !== undefined) {
    const seen = expr.slice(error.from, error.from + 30);
    return [
      finding(
        'query.invalid',
        'error',
        place,
        '',
        { position: String(error.from + 1), seen },
        { span: error },
      ),
    ];
  }
  return [
    ...unknownMetrics(expr, parsed, place, facts),
    ...unknownLabels(expr, parsed, place, facts),
    ...countedCodes(expr, parsed, place),
  ];
}

function finding(
  code: LintFinding['code'],
  severity: LintFinding['severity'],
  place: QueryPlace,
  detail: string,
  params: Readonly<Record<string, string>>,
  others: Pick<LintFinding, 'span' | 'fix'>,
): LintFinding {
  const where = 'variable' in place ? `$${place.variable}` : `${place.panel}:${place.query}`;
  return { id: `${code}:${where}:${detail}`, code, severity, ...place, params, ...others };
}

/** The first selector of each metric. */
function distinctMetrics({ selectors }: ParsedQuery): readonly (SelectorUse & { readonly name: string })[] {
  const byName = new Map(
    [...selectors]
      .reverse()
      .flatMap((one) => (one.metric === undefined ? [] : [[one.metric.name, one] as const])),
  );
  return [...byName].map(([name, selector]) => ({ ...selector, name }));
}

function unknownMetrics(
  expr: string,
  parsed: ParsedQuery,
  place: QueryPlace,
  { metrics }: LintFacts,
): readonly LintFinding[] {
  if (metrics === undefined) return [];
  const { names, complete } = metrics;
  return distinctMetrics(parsed).flatMap(({ name, metric }) => {
    const judged = complete || /^dcgm_/i.test(name);
    if (metric === undefined || names.has(name) || !judged) return [];
    const suggestion = suggestMetric(name, names);
    const params = { metric: name, ...(suggestion === undefined ? {} : { suggestion: suggestion.metric }) };
    const fixed = suggestion && withOtherMetric(expr, name, suggestion.metric, suggestion.factor);
    const fix = fixed === undefined ? {} : { fix: { kind: 'expr', expr: fixed } as const };
    return [finding('metric.unknown', 'error', place, name, params, { span: metric, ...fix })];
  });
}

/** Functions over time of which a factor of the samples is one of the result. */
const PROPORTIONAL = /^(i?rate|increase|i?delta|deriv|(avg|min|max|sum|last|stddev)_over_time)$/;

/** The query with another metric whose samples are brought to the scale of the old; undefined where they can't be. */
function withOtherMetric(expr: string, name: string, other: string, factor: number): string | undefined {
  if (Math.abs(factor - 1) < 1e-9) return withMetric(expr, name, other);
  const places = parseQuery(expr).selectors.filter(({ metric }) => metric?.name === name);
  const number = Number(factor.toPrecision(12));
  let text = expr;
  for (const { from, to, metric, within } of [...places].reverse()) {
    const [call] = within;
    const isBare = !/^\s*(\[|offset\b|@)/.test(expr.slice(to));
    if (!isBare && (call === undefined || !PROPORTIONAL.test(call.name))) return undefined;
    const scaled = isBare || call === undefined ? { from, to } : { from: call.from, to: call.end };
    const named = `${text.slice(scaled.from, from)}${other}${text.slice(metric?.to ?? to, scaled.to)}`;
    text = `${text.slice(0, scaled.from)}(${named} * ${number})${text.slice(scaled.to)}`;
  }
  return text;
}

/** Labels that exporters and scrapes of several eras give one meaning. */
const MEANINGS: readonly (readonly string[])[] = [
  ['Hostname', 'hostname', 'node', 'kubernetes_node', 'nodename'],
  ['exported_pod', 'pod', 'pod_name'],
  ['exported_namespace', 'namespace', 'pod_namespace'],
  ['exported_container', 'container', 'container_name'],
  ['UUID', 'uuid', 'gpu_uuid', 'gpuuuid'],
  ['gpu', 'GPU', 'minor_number', 'gpu_id'],
  ['modelName', 'model_name', 'model', 'gpu_name'],
];

const counterpart = (label: string, present: ReadonlySet<string>) =>
  MEANINGS.find((names) => names.includes(label))?.find((name) => present.has(name));

function unknownLabels(
  expr: string,
  parsed: ParsedQuery,
  place: QueryPlace,
  { labels, dialect }: LintFacts,
): readonly LintFinding[] {
  const found = new Map<string, LintFinding>();
  const add = (one: LintFinding) => {
    if (!found.has(one.id)) found.set(one.id, one);
  };
  for (const { metric, matchers } of parsed.selectors) {
    const present = metric === undefined ? undefined : labels?.get(metric.name);
    for (const { label, from } of matchers) {
      if (metric === undefined || label === '__name__') continue;
      const span = { from, to: from + label.length };
      const rename = (other: string) =>
        ({ kind: 'expr', expr: withLabel(expr, label, other, (one) => one === metric.name) }) as const;
      const workload = exportersOwn(metric.name, label, dialect);
      if (workload !== undefined && present?.has(workload) !== false)
        add(
          finding(
            'label.exporterPod',
            'warning',
            place,
            label,
            { label, metric: metric.name, suggestion: workload },
            { span, fix: rename(workload) },
          ),
        );
      else if (present !== undefined && !present.has(label)) {
        const other = counterpart(label, present);
        const params = { label, metric: metric.name, ...(other === undefined ? {} : { suggestion: other }) };
        add(
          finding('label.unknown', 'error', place, label, params, {
            span,
            ...(other === undefined ? {} : { fix: rename(other) }),
          }),
        );
      }
    }
  }
  for (const one of unknownGroupings(expr, parsed, place, labels)) add(one);
  return [...found.values()];
}

/** The workload's label in place of one that, on this cluster's DCGM series, names the exporter's own pod. */
function exportersOwn(metric: string, label: string, dialect: Dialect | undefined): string | undefined {
  const [named] = dialect?.workload ?? [];
  if (dialect === undefined || named === undefined || !/^dcgm_/i.test(metric)) return undefined;
  const isWorkloads = (key: 'pod' | 'namespace' | 'container') =>
    dialect.workload.some((one) => one[key] === label);
  for (const key of ['pod', 'namespace', 'container'] as const)
    if (label === key && !isWorkloads(key)) return named[key] ?? undefined;
  return undefined;
}

/** Labels of `by` and `on` that no metric of the query has: every group of theirs is one and the same. */
function unknownGroupings(
  expr: string,
  { grouping, selectors }: ParsedQuery,
  place: QueryPlace,
  labels: LintFacts['labels'],
): readonly LintFinding[] {
  const sets = selectors.map(({ metric }) => (metric === undefined ? undefined : labels?.get(metric.name)));
  const known = sets.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < sets.length || /\blabel_(replace|join)\b/.test(expr)) return [];
  const present = new Set(known.flatMap((one) => [...one]));
  return grouping
    .filter(({ clause, label }) => (clause === 'by' || clause === 'on') && !present.has(label))
    .map(({ label, from, to }) => {
      const other = counterpart(label, present);
      const metric = selectors[0]?.metric?.name ?? '';
      const params = { label, metric, ...(other === undefined ? {} : { suggestion: other }) };
      const fix =
        other === undefined ? {} : { fix: { kind: 'expr', expr: withLabel(expr, label, other) } as const };
      return finding('label.unknown', 'error', place, label, params, { span: { from, to }, ...fix });
    });
}

/** What is done to numbers and makes no sense of codes, and what to do in its place. */
const INSTEAD: Readonly<Record<string, string>> = {
  avg: 'max',
  sum: 'max',
  stddev: 'max',
  avg_over_time: 'max_over_time',
  sum_over_time: 'max_over_time',
  rate: 'changes',
  irate: 'changes',
  increase: 'changes',
  delta: 'changes',
};

/** XID codes that are averaged, summed or taken for counters: the metric is the last code, not how many there were. */
function countedCodes(expr: string, parsed: ParsedQuery, place: QueryPlace): readonly LintFinding[] {
  return distinctMetrics(parsed).flatMap(({ name, within }) => {
    const held = heldField(name);
    const isCode = held !== undefined && entryOf(held.field)?.metric.kind === 'code';
    const call = within.find((one) => Object.hasOwn(INSTEAD, one.name));
    const counted = within.some((one) => ['count', 'changes', 'count_over_time'].includes(one.name));
    if (!isCode || call === undefined || counted) return [];
    const other = INSTEAD[call.name] ?? 'max';
    const fixed = expr.slice(0, call.from) + other + expr.slice(call.to);
    const params = { metric: name, function: call.name, suggestion: other };
    return [
      finding('code.arithmetic', 'error', place, `${name}:${call.name}`, params, {
        span: call,
        fix: { kind: 'expr', expr: fixed },
      }),
    ];
  });
}
