import type { NodeExplanation, NodeVerdict } from '@gpu-console/shared/contract';
import { naturalOrder } from '../../naturalOrder.ts';

/** What is soonest over comes first: GPUs come free by themselves, the rest takes somebody to change something. */
const RANK: Readonly<Record<NodeVerdict['kind'], number>> = {
  insufficient: 1,
  'board-short': 1,
  cordoned: 2,
  taint: 3,
  selector: 4,
  affinity: 4,
  'not-ready': 5,
  'boards-unknown': 7,
  'wrong-resource': 7,
};
const NEVER = 6;
const MANY = 8;

/** Orders nodes by how near the pod is to fitting there. */
export function nearestFirst(a: NodeExplanation, b: NodeExplanation): number {
  return distance(a) - distance(b) || missing(a) - missing(b) || naturalOrder(a.name, b.name);
}

/** The one thing that keeps the pod off a node that could take it otherwise. */
export function onlyObstacle(node: NodeExplanation): NodeVerdict | null {
  const rank = distance(node);
  return rank > 0 && rank < NEVER ? (node.verdicts[0] ?? null) : null;
}

function distance({ verdicts }: NodeExplanation): number {
  const [only] = verdicts;
  if (only === undefined) return 0;
  const obstacles = verdicts.reduce(
    (sum, verdict) => sum + (verdict.kind === 'affinity' ? Math.max(1, verdict.unmet.length) : 1),
    0,
  );
  if (obstacles > 1) return MANY + obstacles;
  return only.kind === 'insufficient' && only.asked > only.allocatable ? NEVER : RANK[only.kind];
}

/** How many devices are short. */
function missing({ verdicts }: NodeExplanation): number {
  return verdicts.reduce(
    (sum, verdict) => sum + (verdict.kind === 'insufficient' ? verdict.asked - verdict.free : 0),
    0,
  );
}
