import { parseQuery, type Span } from './parseQuery.ts';

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

function replaced(expr: string, spans: readonly Span[], replacement: string): string {
  const last = [...spans].sort((a, b) => b.from - a.from);
  return last.reduce((text, { from, to }) => text.slice(0, from) + replacement + text.slice(to), expr);
}
