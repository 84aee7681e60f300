import type { UnmetRequirement } from '@gpu-console/shared/contract';
import type { NodeRequirement, NodeSelectorTerm } from '../../kubernetes/objects.ts';
import { wholeNumber } from './tolerations.ts';

/** The part of a node that its pods' affinity is about. */
export interface AffinityTarget {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What a node lacks to match a pod's required node affinity; null where it matches. Of the terms, one of which would do, it is
 * the one that lacks least (component-helpers, nodeaffinity.NodeSelector: a term without requirements matches no node).
 */
export function unmetAffinity(
  terms: readonly NodeSelectorTerm[],
  node: AffinityTarget,
): UnmetRequirement[] | null {
  let least: UnmetRequirement[] | undefined;
  for (const { matchExpressions, matchFields } of terms) {
    if (matchExpressions.length + matchFields.length === 0) continue;
    const unmet = [
      ...unmetOf(matchExpressions, (key) => node.labels[key], meetsLabel),
      ...unmetOf(matchFields, (key) => (key === 'metadata.name' ? node.name : ''), meetsField),
    ];
    if (unmet.length === 0) return null;
    if (least === undefined || unmet.length < least.length) least = unmet;
  }
  return least ?? [];
}

function unmetOf<Value extends string | undefined>(
  requirements: readonly NodeRequirement[],
  read: (key: string) => Value,
  meets: (requirement: NodeRequirement, value: Value) => boolean,
): UnmetRequirement[] {
  return requirements
    .filter((requirement) => !meets(requirement, read(requirement.key)))
    .map(({ key, operator, values }) => ({ key, operator, values, has: read(key) ?? null }));
}

/** apimachinery, labels.Requirement: one that is malformed matches nothing. */
function meetsLabel({ operator, values }: NodeRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return values.length > 0 && (value === undefined || !values.includes(value));
    case 'Exists':
      return values.length === 0 && value !== undefined;
    case 'DoesNotExist':
      return values.length === 0 && value === undefined;
    case 'Gt':
    case 'Lt': {
      const [own, bound] = [wholeNumber(value ?? ''), wholeNumber(values[0] ?? '')];
      if (values.length !== 1 || own === undefined || bound === undefined) return false;
      return operator === 'Gt' ? own > bound : own < bound;
    }
    default:
      return false;
  }
}

/** Fields know `In` and `NotIn` only, each with one value; the API server accepts `metadata.name` alone. */
function meetsField({ operator, values }: NodeRequirement, value: string): boolean {
  if (values.length !== 1) return false;
  if (operator === 'In') return value === values[0];
  return operator === 'NotIn' && value !== values[0];
}
