import { type LabelRequirement, type Labels, meetsRequirement } from './labels.ts';

/** A term of a node selector: all of it has to hold. */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly LabelRequirement[];
  readonly matchFields: readonly LabelRequirement[];
}

/** The part of a node that its pods' affinity is about. */
export interface AffinityTarget {
  readonly name: string;
  readonly labels: Labels;
}

/** What a node lacks, and what it has instead. */
interface Unmet {
  key: string;
  operator: string;
  values: string[];
  has: string | null;
}

/**
 * What a node lacks to match a pod's required node affinity; null where it matches, or none is required. Of the terms, one of
 * which would do, it is the one that lacks least (component-helpers, nodeaffinity.NodeSelector: a term without requirements
 * matches no node).
 */
export function unmetAffinity(
  terms: readonly NodeSelectorTerm[] | null,
  node: AffinityTarget,
): Unmet[] | null {
  if (terms === null) return null;
  let least: Unmet[] | undefined;
  for (const { matchExpressions, matchFields } of terms) {
    if (matchExpressions.length + matchFields.length === 0) continue;
    const unmet = [
      ...matchExpressions
        .filter((requirement) => !meetsRequirement(requirement, node.labels))
        .map((requirement) => unmetOf(requirement, node.labels[requirement.key])),
      ...matchFields
        .filter((requirement) => !meetsField(requirement, fieldOf(node, requirement.key)))
        .map((requirement) => unmetOf(requirement, fieldOf(node, requirement.key))),
    ];
    if (unmet.length === 0) return null;
    if (least === undefined || unmet.length < least.length) least = unmet;
  }
  return least ?? [];
}

function unmetOf({ key, operator, values }: LabelRequirement, has: string | undefined): Unmet {
  return { key, operator, values: [...values], has: has ?? null };
}

/** The API server accepts `metadata.name` alone. */
function fieldOf({ name }: AffinityTarget, key: string): string {
  return key === 'metadata.name' ? name : '';
}

/** Fields know `In` and `NotIn` only, each with one value. */
function meetsField({ operator, values }: LabelRequirement, value: string): boolean {
  if (values.length !== 1) return false;
  if (operator === 'In') return value === values[0];
  return operator === 'NotIn' && value !== values[0];
}
