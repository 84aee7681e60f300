import {
  type LabelRequirement,
  type LabelSelector,
  type Labels,
  meetsRequirement,
  requirementsOf,
} from '@gpu-console/shared/kubernetes';

/** The requirements of a selector that labels do not meet, as `kubectl` writes them: `release=prometheus`, `tier in (a,b)`. */
export function unmet(selector: LabelSelector, labels: Labels): readonly string[] {
  return requirementsOf(selector)
    .filter((requirement) => !meetsRequirement(requirement, labels))
    .map(textOf);
}

function textOf({ key, operator, values }: LabelRequirement): string {
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

export function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.join(', ') || '—';
}
