import { labelOf, type MatchersFor, selectorTexts } from './enforcedSelector.ts';
import { type NamespaceRule, namespaceMatchers } from './namespaceMatchers.ts';
import { QueryRefusal } from './queryRefusal.ts';
import type { LabelMatcher } from './rewriteQuery.ts';
import { type Suffix, signOf, suffixOf } from './suffix.ts';
import { child, notUnderstood, type Part, readExpression } from './syntaxTree.ts';
import { asciiString, labelText, numberOf, stringOf } from './tokens.ts';
import { AGGREGATIONS, CLAUSES, FUNCTIONS, FUNCTIONS_OF_SELECTORS, OPERATORS } from './vocabulary.ts';

/** A call is written once for each way in which a series can be of a namespace, and calls may stand in calls. */
const MAX_LENGTH = 500_000;

/**
 * The query of what the rule lets see: its answer is that of a Prometheus which has nothing else. It is written anew from the
 * syntax tree, in one form, and every selector with the rule's matchers: what is not understood cannot be in it.
 * @throws QueryRefusal (with a reason meant for the caller) for what can't be parsed or can't be enforced
 */
export function enforceNamespaces(expr: string, rule: NamespaceRule): string {
  return written(expr, byNamespace(rule));
}

/**
 * The query with these matchers in every selector, beside those that are there, written anew in the same way: a comment ends
 * elsewhere for one parser than for another, and what stands behind it would be without them.
 * @throws QueryRefusal
 */
export function enforceMatchers(expr: string, matchers: readonly LabelMatcher[]): string {
  return written(expr, () => [matchers]);
}

const byNamespace =
  (rule: NamespaceRule): MatchersFor =>
  (metric) =>
    namespaceMatchers(metric, rule);

function written(expr: string, matchersFor: MatchersFor): string {
  return bounded(expression(readExpression(expr), [], limited(matchersFor)));
}

/**
 * The same for a `match[]` (undefined for all series): the selectors that together, as repeated `match[]`, select what is
 * allowed.
 * @throws QueryRefusal
 */
export function enforcedSelectors(match: string | undefined, rule: NamespaceRule): readonly string[] {
  const part = readExpression(match ?? '{}');
  if (part.name !== 'VectorSelector')
    throw new QueryRefusal('match[] takes a selector of series and nothing else');
  return limited(byNamespace(rule))(part);
}

/** A selector's texts, with what it is limited by. */
type Select = (selector: Part) => readonly string[];

/** Writes so many characters of selectors at most: a short query can have many, and each set many namespaces. */
function limited(matchersFor: MatchersFor): Select {
  let length = 0;
  return (selector) => {
    const texts = selectorTexts(selector, matchersFor);
    for (const text of texts) length += text.length;
    if (length > MAX_LENGTH) throw tooLong();
    return texts;
  };
}

/** A part with what follows it; that belongs to the last operand, as in `a + b offset 5m`. */
function expression(part: Part, suffixes: readonly Suffix[], select: Select): string {
  const suffix = suffixOf(part);
  if (suffix !== undefined) return expression(child(part, 0), [suffix, ...suffixes], select);
  switch (part.name) {
    case 'BinaryExpr':
      return binary(part, suffixes, select);
    case 'UnaryExpr':
      return `${signOf(child(part, 0))}${expression(child(part, 1), suffixes, select)}`;
    case 'VectorSelector':
      return selection(part, suffixes, select);
    case 'FunctionCall':
      return call(part, select) + subqueries(suffixes);
    case 'AggregateExpr':
      return aggregation(part, select) + subqueries(suffixes);
    case 'ParenExpr':
      return `(${expression(child(part, 0), [], select)})${subqueries(suffixes)}`;
    case 'NumberDurationLiteral':
      return numberOf(part) + subqueries(suffixes);
    case 'StringLiteral':
      return asciiString(stringOf(part)) + subqueries(suffixes);
    default:
      throw notUnderstood(part);
  }
}

function selection(part: Part, suffixes: readonly Suffix[], select: Select): string {
  const end = suffixes.findIndex(({ kind }) => kind === 'subquery');
  const own = end < 0 ? suffixes : suffixes.slice(0, end);
  const texts = select(part).map((text) => text + textOf(own));
  if (texts.length > 1 && own.some(isRange))
    throw new QueryRefusal(
      `A range of ${part.text.slice(0, 50)} can be read only inside of a function, e.g. last_over_time(…): its series may name their namespace in one of several labels`,
    );
  return united(texts, 'or') + subqueries(suffixes.slice(own.length));
}

/** Written once per selector where a function takes a selector or a range: no expression of two stands for these. */
function call(part: Part, select: Select): string {
  const name = wordIn(FUNCTIONS, child(part, 0).text, 'function');
  const parameters = child(part, 1).parts;
  const selected = parameters.map(selectorAlone);
  const takes = (one: SelectorAlone | undefined) =>
    one !== undefined && (FUNCTIONS_OF_SELECTORS.has(name) || one.suffixes.some(isRange));
  const place = selected.findIndex(takes);
  const written = (selector: string) => {
    const texts = parameters.map((one, index) => (index === place ? selector : expression(one, [], select)));
    return `${name}(${texts.join(', ')})`;
  };
  const whole = selected[place];
  if (whole === undefined) return written('');
  const selectors = select(whole.selector).map((text) => text + textOf(whole.suffixes));
  return united(selectors.map(written), name.startsWith('absent') ? 'and on ()' : 'or');
}

interface SelectorAlone {
  readonly selector: Part;
  readonly suffixes: readonly Suffix[];
}

/** A parameter that is a selector, or a range of one, with what follows it; undefined for other expressions. */
function selectorAlone(parameter: Part): SelectorAlone | undefined {
  let part = parameter;
  while (part.name === 'ParenExpr') part = child(part, 0);
  const suffixes: Suffix[] = [];
  for (let suffix = suffixOf(part); suffix !== undefined; suffix = suffixOf(part)) {
    if (suffix.kind === 'subquery') return undefined;
    suffixes.unshift(suffix);
    part = child(part, 0);
  }
  return part.name === 'VectorSelector' ? { selector: part, suffixes } : undefined;
}

function aggregation(part: Part, select: Select): string {
  const name = wordIn(AGGREGATIONS, child(part, 0).text.toLowerCase(), 'aggregation');
  const modifier = part.parts.find((one) => one.name === 'AggregateModifier');
  const body = part.parts.find((one) => one.name === 'FunctionCallBody');
  if (body === undefined) throw notUnderstood(part);
  const clause = modifier === undefined ? '' : ` ${clauseText(modifier)} `;
  return `${name}${clause}(${body.parts.map((one) => expression(one, [], select)).join(', ')})`;
}

function binary(part: Part, suffixes: readonly Suffix[], select: Select): string {
  const operator = OPERATORS.get(child(part, 1).name);
  if (operator === undefined) throw notUnderstood(part);
  const clauses = part.parts.slice(2, -1).map(clauseText);
  const last = child(part, part.parts.length - 1);
  return [
    expression(child(part, 0), [], select),
    operator,
    ...clauses,
    expression(last, suffixes, select),
  ].join(' ');
}

/** What says how two sides match, or what an aggregation groups by. */
function clauseText(part: Part): string {
  const word = CLAUSES.get(part.name);
  if (word !== undefined) return word;
  switch (part.name) {
    case 'GroupingLabels':
      return `(${part.parts.map((label) => labelText(labelOf(label))).join(', ')})`;
    case 'NumberDurationLiteral':
      return `(${numberOf(part)})`;
    case 'MatchingModifierClause': {
      const text = part.parts.map(clauseText).join(' ');
      // Else what comes next could be taken for its labels, once it stands in brackets.
      return part.parts.at(-1)?.name === 'GroupingLabels' ? text : `${text} ()`;
    }
    case 'AggregateModifier':
    case 'BoolModifier':
    case 'FillModifier':
    case 'FillClause':
    case 'FillLeftClause':
    case 'FillRightClause':
      return part.parts.map(clauseText).join(' ');
    default:
      throw notUnderstood(part);
  }
}

const isRange = ({ kind }: Suffix) => kind === 'range';
const textOf = (suffixes: readonly Suffix[]) => suffixes.map(({ text }) => text).join('');

/** What follows an expression that is no selector. @throws QueryRefusal where that is for selectors */
function subqueries(suffixes: readonly Suffix[]): string {
  const [first] = suffixes;
  if ((first !== undefined && first.kind !== 'subquery') || suffixes.some(isRange))
    throw new QueryRefusal(`Only a selector of series can be followed by “${first?.text.trim()}”`);
  return textOf(suffixes);
}

function united(texts: readonly string[], operator: string): string {
  const [first = ''] = texts;
  return texts.length === 1 ? first : `(${bounded(texts.join(` ${operator} `))})`;
}

function bounded(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  throw tooLong();
}

const tooLong = () =>
  new QueryRefusal('The query is too long once it is limited to what may be seen: ask for less in one query');

function wordIn(words: ReadonlySet<string>, word: string, what: string): string {
  if (words.has(word)) return word;
  throw new QueryRefusal(`What the ${what} ${word} reads cannot be limited`);
}
