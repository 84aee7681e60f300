import {
  hasLabels,
  isTolerated,
  type Taint,
  unmetAffinity,
  untolerated,
} from '@gpu-console/shared/kubernetes';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { isIgnoredByScheduler } from './gpuResources.ts';
import type { PodView } from './podView.ts';
import { type Amounts, amountsOf } from './resources.ts';
import { fieldsOf, listOf, textsOf } from './unknownFields.ts';

/** A node with what its pods (those not yet finished) have asked for. */
export interface SchedulableNode {
  readonly node: KubeObject;
  readonly requested: Amounts;
  readonly podCount: number;
  /** Whether its devices, or those that are allocated already, satisfy the pod's ResourceClaims. */
  readonly satisfiesClaims: boolean;
  /** Why an extender, which is asked last, does not want it. */
  readonly extenderRefusal?: string;
}

/** The words changed over the years; `minor` is that of the cluster's Kubernetes version, 19 for 1.19. */
export interface Wording {
  readonly minor: number;
}

interface Refusal {
  readonly reasons: readonly string[];
  /** Evicting other pods could help: the node lacks only what they hold. */
  readonly preemptible: boolean;
}

export type Placement =
  | { readonly fits: readonly SchedulableNode[] }
  | {
      readonly fits: readonly [];
      readonly message: string;
      /** Each node's, in no order. */
      readonly reasons: readonly string[];
    };

/** Filters nodes as kube-scheduler's default plugins do, and words the FailedScheduling message if none is left. */
export function placementOf(pod: PodView, nodes: readonly SchedulableNode[], wording: Wording): Placement {
  const refusals: Refusal[] = [];
  const fits = nodes.filter((candidate) => {
    const refusal = refusalOf(pod, candidate, wording);
    if (refusal) refusals.push(refusal);
    return !refusal;
  });
  if (fits.length > 0) return { fits };
  const message = unschedulableMessage(refusals, nodes.length, pod.claims.size > 0, wording);
  return { fits: [], message, reasons: refusals.flatMap(({ reasons }) => reasons) };
}

/** The plugins run in this order, and the first that objects speaks for the node. */
function refusalOf(pod: PodView, candidate: SchedulableNode, wording: Wording): Refusal | undefined {
  const spec = fieldsOf(candidate.node.spec);
  if (spec['unschedulable'] === true && !isTolerated(CORDON, pod.tolerations)) {
    return { reasons: ['node(s) were unschedulable'], preemptible: false };
  }
  const [taint] = untolerated(taintsOf(candidate.node), pod.tolerations);
  if (taint) return { reasons: [taintReason(taint, wording)], preemptible: false };
  if (!matchesNode(pod, candidate.node)) return { reasons: [affinityReason(wording)], preemptible: false };
  const short = lack(pod, candidate);
  if (short) return short;
  if (!candidate.satisfiesClaims) return { reasons: ['cannot allocate all claims'], preemptible: false };
  const { extenderRefusal } = candidate;
  return extenderRefusal === undefined ? undefined : { reasons: [extenderRefusal], preemptible: true };
}

const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' };

export function taintsOf({ spec }: KubeObject): Taint[] {
  return listOf(fieldsOf(spec)['taints']).map((value) => {
    const { key = '', value: own = '', effect = '' } = textsOf(value);
    return { key, value: own, effect };
  });
}

function taintReason({ key, value }: Taint, { minor }: Wording): string {
  const shown = `{${key}: ${value}}`;
  return minor >= 24
    ? `node(s) had untolerated taint ${shown}`
    : `node(s) had taint ${shown}, that the pod didn't tolerate`;
}

function affinityReason({ minor }: Wording): string {
  return minor >= 21
    ? "node(s) didn't match Pod's node affinity/selector"
    : "node(s) didn't match node selector";
}

function matchesNode({ nodeSelector, affinityTerms }: PodView, { metadata }: KubeObject): boolean {
  const { name, labels = {} } = metadata;
  return hasLabels(labels, nodeSelector) && unmetAffinity(affinityTerms, { name, labels }) === null;
}

/** NodeResourcesFit names every resource that is short, not only the first. */
function lack(pod: PodView, { node, requested, podCount }: SchedulableNode): Refusal | undefined {
  const allocatable = amountsOf(textsOf(fieldsOf(node.status)['allocatable']));
  const short = Object.entries(pod.requests).filter(
    ([name, amount]) =>
      amount > (allocatable[name] ?? 0) - (requested[name] ?? 0) && amount > 0 && !isIgnoredByScheduler(name),
  );
  const isFull = podCount + 1 > (allocatable['pods'] ?? 110);
  if (short.length === 0 && !isFull) return undefined;
  return {
    reasons: [...(isFull ? ['Too many pods'] : []), ...short.map(([name]) => `Insufficient ${name}`)],
    preemptible: short.every(([name, amount]) => amount <= (allocatable[name] ?? 0)),
  };
}

function unschedulableMessage(
  refusals: readonly Refusal[],
  total: number,
  hasClaims: boolean,
  { minor }: Wording,
): string {
  const head = `0/${total} nodes are available`;
  const counts = counted(refusals.flatMap(({ reasons }) => reasons));
  const text = `${head}: ${counts}.`;
  // PostFilter's words follow since 1.24.
  if (minor < 24 || refusals.length === 0) return text;
  const preemption = refusals.map(({ preemptible }) =>
    preemptible ? 'No preemption victims found for incoming pod' : 'Preemption is not helpful for scheduling',
  );
  // What DynamicResources' PostFilter says, which comes first.
  const claims = hasClaims ? 'still not schedulable, ' : '';
  return `${text} ${claims}preemption: ${head}: ${counted(preemption)}.`;
}

/** "2 A, 1 B": FitError sorts the finished strings, numbers and all. */
function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
