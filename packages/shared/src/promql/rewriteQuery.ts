import { type MatcherUse, parseQuery, type Span } from './parseQuery.ts';
import { piecesOf } from './strings.ts';

/** The query with one metric's name for another's, where it stands as a name. */
export function withMetric(expr: string, metric: string, replacement: string): string {
  const spans = parseQuery(expr).selectors.flatMap((selector) =>
    selector.metric?.name === metric ? [selector.metric] : [],
  );
  return replaced(expr, spans, replacement);
}

/** The query with one label's name for another's, in matchers of the metrics that `of` takes and in groupings. */
export function withLabel(
  expr: string,
  label: string,
  replacement: string,
  of: (metric: string | undefined) => boolean = () => true,
): string {
  const { selectors, grouping } = parseQuery(expr);
  const inMatchers = selectors
    .filter(({ metric }) => of(metric?.name))
    .flatMap(({ matchers }) => matchers.filter((matcher) => matcher.label === label))
    .map(({ from }) => ({ from, to: from + label.length }));
  return replaced(expr, [...inMatchers, ...grouping.filter((use) => use.label === label)], replacement);
}

/** A matcher by itself. */
export type LabelMatcher = Pick<MatcherUse, 'label' | 'op' | 'value'>;

/**
 * Matchers as they stand between a selector's braces, e.g. `cluster="prod", site!~"test.*"`; undefined where the text is
 * anything else, names a metric, or leaves a label's name to a variable.
 */
export function readMatchers(text: string): readonly LabelMatcher[] | undefined {
  const whole = `{${text}}`;
  const { selectors, grouping, error } = parseQuery(whole);
  const [selector] = selectors;
  if (error !== undefined || selector === undefined || selectors.length > 1 || grouping.length > 0)
    return undefined;
  const isAll = selector.from === 0 && selector.to === whole.length && selector.metric === undefined;
  const { matchers } = selector;
  const isPlain = /^[A-Za-z_]\w*$/;
  if (!isAll || matchers.length === 0 || separatorsIn(text) !== matchers.length - 1) return undefined;
  if (matchers.some(({ label }) => label === '__name__' || !isPlain.test(label))) return undefined;
  return matchers.map(({ label, op, value }) => ({ label, op, value }));
}

/** Commas between matchers; one after the last separates nothing. */
function separatorsIn(text: string): number {
  const code = piecesOf(text).filter(({ kind }) => kind === 'code');
  const commas = code.map(({ from, to }) => text.slice(from, to)).join('');
  return commas.replace(/,\s*$/, '').split(',').length - 1;
}

function replaced(expr: string, spans: readonly Span[], replacement: string): string {
  const last = [...spans].sort((a, b) => b.from - a.from);
  return last.reduce((text, { from, to }) => text.slice(0, from) + replacement + text.slice(to), expr);
}
