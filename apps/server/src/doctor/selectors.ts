import type { Selector } from '../kubernetes/inventoryObjects.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a label selector (metav1.LabelSelector) matches; absent it matches nothing, empty everything. */
export function matches(selector: Selector | null | undefined, labels: Labels): boolean {
  return selector != null && unmet(selector, labels).length === 0;
}

/** The requirements of a selector that labels do not meet, as `kubectl` writes them: `release=prometheus`, `tier in (a,b)`. */
export function unmet(selector: Selector, labels: Labels): readonly string[] {
  const equal = Object.entries(selector.matchLabels ?? {}).filter(([key, value]) => labels[key] !== value);
  const others = (selector.matchExpressions ?? []).filter((expression) => !meets(expression, labels));
  return [...equal.map(([key, value]) => `${key}=${value}`), ...others.map(textOf)];
}

type Expression = NonNullable<Selector['matchExpressions']>[number];

function meets({ key, operator, values = [] }: Expression, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function textOf({ key, operator, values = [] }: Expression): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator}`;
  }
}

/** A Service's selector (equality only); one without requirements selects nothing. */
export function serviceSelects(selector: Labels | null | undefined, labels: Labels): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

export function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.join(', ') || '—';
}
