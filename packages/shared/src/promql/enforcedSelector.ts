import { QueryRefusal } from './queryRefusal.ts';
import type { LabelMatcher } from './rewriteQuery.ts';
import { child, notUnderstood, type Part } from './syntaxTree.ts';
import { asciiString, labelText, stringOf } from './tokens.ts';
import { KEYWORDS, MATCH_OPERATORS } from './vocabulary.ts';

/** Sets of matchers, of which a series meets one at most, for the one name that it can have. @throws QueryRefusal */
export type MatchersFor = (metric: string | undefined) => readonly (readonly LabelMatcher[])[];

/**
 * The selectors of what a selector and one of the sets both let see; no series is in two of them. The sets' matchers stand
 * first, so that `absent()` makes labels of the query's alone.
 * @throws QueryRefusal
 */
export function selectorTexts(part: Part, matchersFor: MatchersFor): readonly string[] {
  const identifier = part.parts.find(({ name }) => name === 'Identifier')?.text;
  const own = part.parts.find(({ name }) => name === 'LabelMatchers')?.parts.map(matcherOf) ?? [];
  const names = own.filter(({ label }) => label === '__name__');
  // Prometheus refuses it as well.
  if (identifier !== undefined && names.length > 0)
    throw new QueryRefusal(`The query asks for ${identifier} by a second name: ${part.text.slice(0, 50)}`);
  const metric = identifier ?? names.find(({ op }) => op === '=')?.value;
  // A keyword is a name in some versions and places, and none in others.
  const plain = identifier === undefined || KEYWORDS.has(identifier.toLowerCase()) ? undefined : identifier;
  const name: readonly LabelMatcher[] =
    identifier === plain ? [] : [{ label: '__name__', op: '=', value: identifier ?? '' }];
  return matchersFor(metric).map(
    (matchers) => `${plain ?? ''}{${[...matchers, ...name, ...own].map(matcherText).join(',')}}`,
  );
}

function matcherOf(part: Part): LabelMatcher {
  if (part.name === 'QuotedLabelName') return { label: '__name__', op: '=', value: stringOf(child(part, 0)) };
  const [label, op] = [labelOf(child(part, 0)), child(child(part, 1), 0).name];
  if (!isMatchOperator(op)) throw notUnderstood(part);
  return { label, op: MATCH_OPERATORS[op], value: stringOf(child(part, 2)) };
}

const isMatchOperator = (name: string): name is keyof typeof MATCH_OPERATORS =>
  Object.hasOwn(MATCH_OPERATORS, name);

/** A label's name, where it stands in a selector or a clause. @throws QueryRefusal */
export function labelOf(part: Part): string {
  return part.name === 'QuotedLabelName' ? stringOf(child(part, 0)) : part.text;
}

const matcherText = ({ label, op, value }: LabelMatcher) => `${labelText(label)}${op}${asciiString(value)}`;
