import { parser } from '@prometheus-io/lezer-promql';
import { piecesOf, stringValue } from './strings.ts';
import { type Reference, referencesIn } from './variableReferences.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface LabelUse extends Span {
  readonly label: string;
}

/** A label of a clause. */
export interface GroupingUse extends LabelUse {
  /** `by`, `without`, `on`, `ignoring`, `group_left` or `group_right`. */
  readonly clause: string;
}

/** A function or aggregation, where its name stands and where the whole of it ends. */
export interface CallUse extends Span {
  readonly name: string;
  readonly end: number;
}

export interface MatcherUse extends LabelUse {
  readonly op: '=' | '!=' | '=~' | '!~';
  /** As it is compared, variables in it as they are written. */
  readonly value: string;
}

/** One selector of series. */
export interface SelectorUse extends Span {
  /** Undefined where a variable stands for the name, or part of it. */
  readonly metric: (Span & { readonly name: string }) | undefined;
  readonly matchers: readonly MatcherUse[];
  /** Functions and aggregations around it, the innermost first. */
  readonly within: readonly CallUse[];
}

export interface ParsedQuery {
  readonly selectors: readonly SelectorUse[];
  readonly grouping: readonly GroupingUse[];
  /** The first place that no PromQL parser could read; undefined where all is well, or where only the variables' values tell. */
  readonly error: Span | undefined;
}

/** What a PromQL text is made of; variables may stand in it. Positions are those of the text as it is given. */
export function parseQuery(expr: string): ParsedQuery {
  const references = referencesOutsideStrings(expr);
  const masked = maskedReferences(expr, references);
  const isMasked = ({ from, to }: Span) => references.some((one) => one.from < to && one.to > from);
  const selectors: SelectorUse[] = [];
  const grouping: GroupingUse[] = [];
  const around: CallUse[] = [];
  let clause = '';
  let error: Span | undefined;
  let selector:
    | { from: number; to: number; metric?: Span & { name: string }; matchers: MatcherUse[] }
    | undefined;
  let inGrouping = false;
  parser.parse(masked).iterate({
    enter({ name, from, to, node }) {
      const text = masked.slice(from, to);
      if (name === '⚠') error ??= { from, to };
      else if (name === 'FunctionCall' || name === 'AggregateExpr') around.unshift(callAt(text, from));
      else if (name === 'VectorSelector') selector = { from, to, matchers: [] };
      else if (name === 'Identifier' && selector !== undefined && node.parent?.name === 'VectorSelector')
        selector.metric = { name: text, from, to };
      else if (name === 'QuotedLabelName' && selector !== undefined && node.parent?.name === 'LabelMatchers')
        selector.metric = { name: stringValue(text) ?? '', from, to };
      else if (name === 'UnquotedLabelMatcher' || name === 'QuotedLabelMatcher') {
        const matcher = matcherIn(masked, from, to);
        if (matcher !== undefined) selector?.matchers.push(matcher);
      } else if (name === 'GroupingLabels') {
        inGrouping = true;
        clause = /(\w+)\s*$/.exec(masked.slice(0, from))?.[1]?.toLowerCase() ?? '';
      } else if ((name === 'LabelName' || name === 'QuotedLabelName') && inGrouping)
        grouping.push({ label: text.startsWith('"') ? (stringValue(text) ?? '') : text, clause, from, to });
    },
    leave({ name }) {
      if (name === 'FunctionCall' || name === 'AggregateExpr') around.shift();
      else if (name === 'GroupingLabels') inGrouping = false;
      else if (name === 'VectorSelector' && selector !== undefined) {
        const { metric, ...rest } = selector;
        const known = metric === undefined || isMasked(metric) ? undefined : metric;
        selectors.push({
          ...rest,
          matchers: rest.matchers.filter((one) => !isMasked(labelSpan(one))),
          metric: known,
          within: [...around],
        });
        selector = undefined;
      }
    },
  });
  const depends = references.some(({ name }) => !name.startsWith('__'));
  return {
    selectors,
    grouping: grouping.filter((one) => !isMasked(one)),
    error: expr.trim() === '' ? { from: 0, to: expr.length } : depends ? undefined : error,
  };
}

const labelSpan = ({ from, label }: MatcherUse): Span => ({ from, to: from + label.length });

function callAt(text: string, from: number): CallUse {
  const name = /^\w+/.exec(text)?.[0] ?? '';
  return { name: name.toLowerCase(), from, to: from + name.length, end: from + text.length };
}

function matcherIn(text: string, from: number, to: number): MatcherUse | undefined {
  const match = /^("[^"]*"|[\w:]+)\s*(=~|!~|!=|=)\s*(["'`].*)$/s.exec(text.slice(from, to));
  const [, label = '', op, literal = ''] = match ?? [];
  if (op !== '=' && op !== '!=' && op !== '=~' && op !== '!~') return undefined;
  const name = label.startsWith('"') ? (stringValue(label) ?? '') : label;
  return { label: name, op, value: stringValue(literal) ?? '', from, to };
}

function referencesOutsideStrings(expr: string): readonly Reference[] {
  const pieces = piecesOf(expr);
  const inCode = ({ from }: Reference) =>
    pieces.find((piece) => from >= piece.from && from < piece.to)?.kind === 'code';
  return referencesIn(expr).filter(inCode);
}

/** The query with stand-ins for its variables, of the same length: what a parser of PromQL can read. */
export function maskedQuery(expr: string): string {
  return maskedReferences(expr, referencesOutsideStrings(expr));
}

/** The text with something that PromQL takes in the place of each variable: a duration in brackets, else a name. */
function maskedReferences(expr: string, references: readonly Reference[]): string {
  let masked = expr;
  for (const { from, to } of references) {
    const length = to - from;
    const isDuration = /(\[|\[[^\]]*:|\boffset\s+-?)\s*$/.test(masked.slice(0, from));
    const stand = isDuration && length > 1 ? `${'1'.repeat(length - 1)}s` : '_'.repeat(length);
    masked = masked.slice(0, from) + stand + masked.slice(to);
  }
  return masked;
}
