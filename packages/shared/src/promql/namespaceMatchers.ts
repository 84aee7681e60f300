import { QueryRefusal } from './queryRefusal.ts';
import type { LabelMatcher } from './rewriteQuery.ts';

/** What may be seen of a Prometheus: the series of these namespaces' workloads. */
export interface NamespaceRule {
  /** None for nothing. */
  readonly namespaces: readonly string[];
  /** Labels that name the workload's namespace on DCGM's series, by the dialects in use, in order of preference. */
  readonly dcgmLabels: readonly string[];
}

/** Where a target's own labels and its series' collide, Prometheus keeps the series' under the second name. */
const TARGET = 'namespace';
const EXPORTED = 'exported_namespace';
const DCGM = '(?:DCGM_(?:FI|EXP)_|dcgm_).*';
const IS_DCGM = new RegExp(`^${DCGM}$`);
/** RFC 1123. Nothing in it means something else to a regular expression. */
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL = /^[a-zA-Z_]\w*$/;

/**
 * Sets of matchers: a series is of the rule's namespaces where it meets one of them, and none meets two. `metric` is the one
 * name that the series can have. All are regular expressions: `absent()` makes labels of others, and forgets those of the query.
 * @throws QueryRefusal for what is no namespace or label
 */
export function namespaceMatchers(
  metric: string | undefined,
  { namespaces, dcgmLabels }: NamespaceRule,
): readonly (readonly LabelMatcher[])[] {
  const odd =
    namespaces.find((name) => !NAMESPACE.test(name)) ?? dcgmLabels.find((name) => !LABEL.test(name));
  if (odd !== undefined) throw new QueryRefusal(`${JSON.stringify(odd)} is no namespace or label`);
  if (namespaces.length === 0) return [[empty(TARGET), { label: TARGET, op: '!=', value: '' }]];
  const allowed = [...new Set(namespaces)].sort().join('|');
  const isDcgm = metric !== undefined && IS_DCGM.test(metric) && dcgmLabels.length > 0;
  if (isDcgm) return oneOf([...dcgmLabels], allowed);
  const others = dcgmLabels.filter((label) => label !== TARGET && label !== EXPORTED);
  const plain = oneOf([EXPORTED, TARGET], allowed);
  if (metric !== undefined || others.length === 0) return plain;
  // DCGM's series may be among them, whose namespace may stand in a label that means nothing on others.
  const guards = others.map((label) => matching(label, `|${allowed}`));
  return [
    ...plain.map((matchers) => [...matchers, ...guards]),
    ...oneOf(others, allowed).map((matchers) => [
      ...matchers,
      matching('__name__', DCGM),
      empty(EXPORTED),
      { label: TARGET, op: '!~', value: allowed } as const,
    ]),
  ];
}

/** Those whose first label that is there has an allowed value; the target's own namespace counts where nothing else is. */
function oneOf(labels: readonly string[], allowed: string): readonly (readonly LabelMatcher[])[] {
  const distinct = [...new Set(labels)];
  const ordered = [
    ...distinct.filter((label) => label !== TARGET),
    ...distinct.filter((label) => label === TARGET),
  ];
  return ordered.map((label, place) => {
    const before = ordered.slice(0, place);
    const guard = label === TARGET && !before.includes(EXPORTED) ? [matching(EXPORTED, `|${allowed}`)] : [];
    return [...before.map(empty), ...guard, matching(label, allowed)];
  });
}

const matching = (label: string, value: string): LabelMatcher => ({ label, op: '=~', value });
const empty = (label: string) => matching(label, '');
