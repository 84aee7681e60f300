import type { NodeSelectorTerm, Toleration } from '@gpu-console/shared/kubernetes';
import type { PodObject } from './objects.ts';

/** What of a pod's spec says on which nodes it may be placed. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity, of which one term has to match; null where none is required. */
  readonly affinityTerms: readonly NodeSelectorTerm[] | null;
  readonly tolerations: readonly Toleration[];
  /** While there are any, the scheduler does not try. */
  readonly gates: readonly string[];
}

/** The pods of one namespace that are to start together. */
export interface GroupMembership {
  readonly name: string;
  /** How many have to be there, where the pod itself says so. */
  readonly minimum: number | null;
}

export function placementOf({
  nodeSelector,
  affinity,
  tolerations,
  schedulingGates,
}: PodObject['spec']): Placement {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return {
    nodeSelector,
    affinityTerms: required?.nodeSelectorTerms ?? null,
    tolerations,
    gates: schedulingGates.map(({ name }) => name),
  };
}

/** Labels and annotations that name a pod's group: the coscheduling plugin's, new and old; Volcano's; Kueue's. */
const GROUP_KEYS = [
  'scheduling.x-k8s.io/pod-group',
  'pod-group.scheduling.sigs.k8s.io',
  'pod-group.scheduling.sigs.k8s.io/name',
  'scheduling.k8s.io/group-name',
  'scheduling.volcano.sh/group-name',
  'kueue.x-k8s.io/pod-group-name',
] as const;

const MINIMUM_KEYS = [
  'kueue.x-k8s.io/pod-group-total-count',
  'pod-group.scheduling.sigs.k8s.io/min-available',
] as const;

export function groupOf({ labels, annotations }: PodObject['metadata']): GroupMembership | null {
  const first = (keys: readonly string[]) =>
    keys.map((key) => labels[key] ?? annotations[key]).find((value) => value !== undefined && value !== '');
  const name = first(GROUP_KEYS);
  if (name === undefined) return null;
  const minimum = Number(first(MINIMUM_KEYS));
  return { name, minimum: Number.isInteger(minimum) ? minimum : null };
}
