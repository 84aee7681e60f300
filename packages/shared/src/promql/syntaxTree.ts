import { parser } from '@prometheus-io/lezer-promql';
import { QueryRefusal } from './queryRefusal.ts';

/** A part of a query by the grammar's name for it (promql.grammar of lezer-promql), without comments. */
export interface Part {
  readonly name: string;
  /** As it is written. */
  readonly text: string;
  readonly parts: readonly Part[];
  /** What is written before, between and after the parts, without white space: one more than there are parts. */
  readonly gaps: readonly string[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

const MAX_LENGTH = 100_000;
/** A sum of so many terms is as deep. */
const MAX_DEPTH = 500;

const LIST = '(?:_(?:,_)*)?';
const LABELS = '(?:_(?:,_)*,?)?';
/** What may stand between the parts of what has parts; `_` stands for a part. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  PromQL: /^_$/,
  BinaryExpr: /^_{3,6}$/,
  BoolModifier: /^_$/,
  MatchingModifierClause: /^_{2,4}$/,
  FillModifier: /^__?$/,
  FillClause: /^_\(_\)$/,
  FillLeftClause: /^_\(_\)$/,
  FillRightClause: /^_\(_\)$/,
  UnaryExpr: /^__$/,
  ParenExpr: /^\(_\)$/,
  AggregateExpr: /^__{1,2}$/,
  AggregateOp: /^_$/,
  AggregateModifier: /^__$/,
  GroupingLabels: new RegExp(`^\\(${LABELS}\\)$`),
  FunctionCall: /^__$/,
  FunctionIdentifier: /^_$/,
  FunctionCallBody: new RegExp(`^\\(${LIST}\\)$`),
  VectorSelector: /^__?$/,
  LabelMatchers: new RegExp(`^\\{${LABELS}\\}$`),
  UnquotedLabelMatcher: /^___$/,
  QuotedLabelMatcher: /^___$/,
  QuotedLabelName: /^_$/,
  MatchOp: /^_$/,
  MatrixSelector: /^_\[_\]$/,
  SubqueryExpr: /^_\[_:_?\]$/,
  OffsetExpr: /^___$/,
  StepInvariantExpr: /^___(?:\(\))?$/,
  AtModifierPreprocessors: /^_$/,
  AnchoredExpr: /^__$/,
  SmoothedExpr: /^__$/,
  DurationExpr: /^[_(),]+$/,
  OffsetDurationExpr: /^[_(),]+$/,
};

/** The one expression that a text is. @throws QueryRefusal where it cannot be read as a whole */
export function readExpression(expr: string): Part {
  if (expr.length > MAX_LENGTH) throw new QueryRefusal(`The query is longer than ${MAX_LENGTH} characters`);
  return child(readNode(parser.parse(expr).topNode, expr, 0), 0);
}

function readNode(node: Node, source: string, depth: number): Part {
  if (depth > MAX_DEPTH) throw new QueryRefusal(`The query is nested deeper than ${MAX_DEPTH} levels`);
  const text = source.slice(node.from, node.to);
  if (node.type.isError) throw unreadable(source.slice(node.from));
  const parts: Part[] = [];
  const gaps: string[] = [];
  let gap = '';
  let at = node.from;
  for (let next = node.firstChild; next !== null; next = next.nextSibling) {
    gap += source.slice(at, next.from);
    at = next.to;
    if (next.name === 'LineComment') continue;
    gaps.push(gap.replace(/\s/g, ''));
    gap = '';
    parts.push(readNode(next, source, depth + 1));
  }
  gaps.push((gap + source.slice(at, node.to)).replace(/\s/g, ''));
  const shape = SHAPES[node.name];
  if (shape === undefined ? parts.length > 0 : !shape.test(gaps.join('_'))) throw unreadable(text);
  return { name: node.name, text, parts, gaps };
}

function unreadable(rest: string): QueryRefusal {
  const near = rest.trim().slice(0, 30);
  const where = near === '' ? 'it ends too early' : `near ${JSON.stringify(near)}`;
  return new QueryRefusal(`The query cannot be read as PromQL: ${where}`);
}

/** @throws QueryRefusal where there is none, which the grammar rules out */
export function child(part: Part, place: number): Part {
  const found = part.parts[place];
  if (found === undefined) throw unreadable(part.text);
  return found;
}

/** What is refused because nothing here knows what it does. */
export function notUnderstood({ text }: Part): QueryRefusal {
  return new QueryRefusal(`Which series this part of the query reads is not known: ${text.slice(0, 50)}`);
}
