import { parser } from '@prometheus-io/lezer-promql';
import type { Unit } from '../units/index.ts';
import { maskedQuery } from './parseQuery.ts';

/** What a query's values are: `value × scale` is in the base unit; `one` for a series that is always 1 (`kube_pod_info`). */
export type QueryFormat = { readonly unit: Unit; readonly scale: number } | 'one';

/** What the samples of a metric are; `rate` for what its rate per second is, where it is a counter. */
export interface MetricFormat {
  readonly sample: QueryFormat | undefined;
  readonly rate?: QueryFormat;
}

type Value = QueryFormat | { readonly number: number } | undefined;

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Functions and aggregations that leave the unit of their last argument as it is. */
const KEEPING: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'min', 'max', 'topk', 'bottomk', 'quantile', 'stddev', 'limitk'],
  ...[
    'avg_over_time',
    'min_over_time',
    'max_over_time',
    'last_over_time',
    'quantile_over_time',
    'first_over_time',
  ],
  ...['sort', 'sort_desc', 'abs', 'ceil', 'floor', 'idelta', 'delta', 'stddev_over_time'],
]);
/** Those that leave the unit of their first argument. */
const KEEPING_FIRST: ReadonlySet<string> = new Set([
  ...['label_replace', 'label_join', 'clamp', 'clamp_min', 'clamp_max', 'round', 'predict_linear'],
]);
const RATES: ReadonlySet<string> = new Set(['rate', 'irate']);
const COUNTING: ReadonlySet<string> = new Set([
  'count',
  'count_values',
  'count_over_time',
  'changes',
  'resets',
]);

/** What a query's values are, as far as the metrics in it and what is done to them tell; undefined where they don't. */
export function queryFormat(
  expr: string,
  metric: (name: string) => MetricFormat | undefined,
): QueryFormat | undefined {
  const text = maskedQuery(expr);
  const { topNode } = parser.parse(text);
  const root = topNode.firstChild;
  const value = root === null ? undefined : nodeValue(root, { text, metric });
  return value === undefined || (typeof value === 'object' && 'number' in value) ? undefined : value;
}

interface Context {
  readonly text: string;
  readonly metric: (name: string) => MetricFormat | undefined;
}

function nodeValue(node: Node, context: Context): Value {
  const inner = () => {
    const child = node.firstChild;
    return child === null ? undefined : nodeValue(child, context);
  };
  switch (node.name) {
    case 'VectorSelector':
      return metricOf(node, context)?.sample;
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'StepInvariantExpr':
      return inner();
    case 'UnaryExpr':
      return node.lastChild === null ? undefined : nodeValue(node.lastChild, context);
    case 'NumberDurationLiteral':
      return { number: Number(context.text.slice(node.from, node.to)) };
    case 'AggregateExpr':
    case 'FunctionCall':
      return callValue(node, context);
    case 'BinaryExpr':
      return binaryValue(node, context);
    default:
      return undefined;
  }
}

function metricOf(node: Node, { text, metric }: Context): MetricFormat | undefined {
  const name = node.getChild('Identifier');
  return name === null ? undefined : metric(text.slice(name.from, name.to));
}

function callValue(node: Node, context: Context): Value {
  const name = /^\w+/.exec(context.text.slice(node.from, node.to))?.[0].toLowerCase() ?? '';
  if (COUNTING.has(name)) return { unit: 'count', scale: 1 };
  const body = node.getChild('FunctionCallBody');
  const first = body?.firstChild ?? undefined;
  const last = body?.lastChild ?? undefined;
  if (first === undefined || last === undefined) return undefined;
  if (RATES.has(name)) {
    const selector = first.name === 'MatrixSelector' ? first.getChild('VectorSelector') : null;
    return selector === null ? undefined : metricOf(selector, context)?.rate;
  }
  if (KEEPING.has(name)) return nodeValue(last, context);
  return KEEPING_FIRST.has(name) ? nodeValue(first, context) : undefined;
}

const COMPARISONS: ReadonlySet<string> = new Set(['Eql', 'Neq', 'Lss', 'Lte', 'Gtr', 'Gte', 'And', 'Unless']);

function binaryValue(node: Node, context: Context): Value {
  const [first, second] = [node.firstChild, node.lastChild];
  const operator = first?.nextSibling?.name ?? '';
  if (first === null || second === null) return undefined;
  const [a, b] = [nodeValue(first, context), nodeValue(second, context)];
  if (COMPARISONS.has(operator)) return node.getChild('BoolModifier') === null ? a : undefined;
  if (operator === 'Mul') return product(a, b) ?? product(b, a);
  if (operator === 'Div') return quotient(a, b);
  if (operator === 'Add' || operator === 'Sub' || operator === 'Or') return sum(a, b);
  return undefined;
}

function isUnit(value: Value): value is { readonly unit: Unit; readonly scale: number } {
  return typeof value === 'object' && 'unit' in value;
}

const isNumber = (value: Value): value is { readonly number: number } =>
  typeof value === 'object' && 'number' in value && value.number > 0 && Number.isFinite(value.number);

function product(a: Value, b: Value): Value {
  if (b === 'one') return a;
  if (isUnit(a) && isNumber(b)) return { unit: a.unit, scale: a.scale / b.number };
  return isNumber(a) && isNumber(b) ? { number: a.number * b.number } : undefined;
}

function quotient(a: Value, b: Value): Value {
  if (isUnit(a) && isNumber(b)) return { unit: a.unit, scale: a.scale * b.number };
  if (isUnit(a) && isUnit(b) && a.unit === b.unit && a.unit !== 'code')
    return { unit: 'ratio', scale: a.scale / b.scale };
  return isNumber(a) && isNumber(b) ? { number: a.number / b.number } : undefined;
}

/** A number may stand beside a ratio, as in `1 - used / total`. */
function sum(a: Value, b: Value): Value {
  if (isSame(a, b) || (isUnit(a) && a.unit === 'ratio' && isNumber(b))) return a;
  return isNumber(a) && isUnit(b) && b.unit === 'ratio' ? b : undefined;
}

function isSame(a: Value, b: Value): boolean {
  return isUnit(a) && isUnit(b) && a.unit === b.unit && Math.abs(a.scale - b.scale) <= a.scale * 1e-9;
}
