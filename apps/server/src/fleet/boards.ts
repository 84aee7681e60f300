import { type Boards, countBoards } from '@gpu-console/shared/kubernetes';
import type { NodeRecord } from '../kubernetes/records.ts';
import type { Fleet } from './fleet.ts';

/** What a node itself tells of its boards. */
type NodeFacts = Pick<NodeRecord, 'name' | 'labels' | 'capacity' | 'allocatable' | 'cards'>;

/** How many boards a node has, by all that tells of them. @param fleet undefined where only the node's own facts count */
export function nodeBoards(
  { name, labels, capacity, allocatable, cards }: NodeFacts,
  fleet: Pick<Fleet, 'allByNode' | 'claimed'> | undefined,
): Boards {
  const gpus = fleet?.allByNode.get(name) ?? [];
  const claimable = fleet?.claimed.resourcesOf.get(name) ?? [];
  return countBoards({
    labels,
    capacity,
    allocatable,
    cards,
    reporting: {
      uuids: new Set(gpus.map(({ uuid }) => uuid)).size,
      models: [...new Set(gpus.flatMap(({ product }) => product ?? []))],
    },
    slices: claimable.reduce((sum, resource) => sum + resource.capacity, 0),
  });
}
