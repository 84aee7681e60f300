import type { NodeResource, NodeVerdict } from '@gpu-console/shared/contract';
import {
  isTolerated,
  type Resources,
  type Taint,
  unmetAffinity,
  untolerated,
} from '@gpu-console/shared/kubernetes';
import type { Placement } from '../../kubernetes/placement.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { freeOf } from '../gpuCounts.ts';
import { taintText } from '../taintText.ts';

const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' };
const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', value: '', effect: 'NoSchedule' };
/** The node lifecycle controller's, while the Ready condition is False or Unknown. */
const NOT_READY_KEYS: ReadonlySet<string> = new Set([NOT_READY.key, 'node.kubernetes.io/unreachable']);

/**
 * Everything that keeps the pod off the node, not only what the scheduler's first plugin to object says. The rules are those of
 * its plugins NodeUnschedulable, TaintToleration, NodeAffinity and NodeResourcesFit.
 */
export function nodeVerdicts(
  node: NodeRecord,
  resources: readonly NodeResource[],
  asked: Resources,
  placement: Placement,
): NodeVerdict[] {
  return [
    ...stateVerdicts(node, placement),
    ...labelVerdicts(node, placement),
    ...Object.entries(asked).flatMap(([name, amount]) => resourceVerdict(name, amount, resources)),
  ];
}

/** A cordon and a node that is not ready are said as such, not as the taints that come with them. */
function stateVerdicts(node: NodeRecord, { tolerations }: Placement): NodeVerdict[] {
  const taints = untolerated(node.taints, tolerations);
  const verdicts: NodeVerdict[] = [];
  const isCordoned = !node.schedulable && !isTolerated(CORDON, tolerations);
  if (isCordoned) verdicts.push({ kind: 'cordoned' });
  const isMarked = taints.some(({ key }) => NOT_READY_KEYS.has(key));
  if (isMarked || (!node.ready && !isTolerated(NOT_READY, tolerations))) verdicts.push({ kind: 'not-ready' });
  for (const taint of taints) {
    if (NOT_READY_KEYS.has(taint.key) || (isCordoned && taint.key === CORDON.key)) continue;
    verdicts.push({ kind: 'taint', taint: taintText(taint) });
  }
  return verdicts;
}

function labelVerdicts(node: NodeRecord, { nodeSelector, affinityTerms }: Placement): NodeVerdict[] {
  const verdicts: NodeVerdict[] = Object.entries(nodeSelector)
    .filter(([key, wanted]) => node.labels[key] !== wanted)
    .map(([key, wanted]) => ({ kind: 'selector', key, wanted, has: node.labels[key] ?? null }));
  const unmet = unmetAffinity(affinityTerms, node);
  return unmet === null ? verdicts : [...verdicts, { kind: 'affinity', unmet }];
}

function resourceVerdict(name: string, asked: number, resources: readonly NodeResource[]): NodeVerdict[] {
  const own = resources.find((resource) => resource.name === name);
  if (own === undefined || own.capacity === 0) {
    const offers = resources.filter(({ capacity }) => capacity > 0).map((resource) => resource.name);
    return [{ kind: 'wrong-resource', resource: name, offers }];
  }
  const free = freeOf(own);
  if (free === null || asked <= free) return [];
  const { allocatable, capacity } = own;
  return [{ kind: 'insufficient', resource: name, asked, free, allocatable, capacity }];
}
