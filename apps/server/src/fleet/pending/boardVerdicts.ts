import type { NodeResource, NodeVerdict } from '@gpu-console/shared/contract';
import { hasEnded, type VgpuCard } from '@gpu-console/shared/kubernetes';
import type { NodeRecord, PodRecord } from '../../kubernetes/records.ts';
import { freeOf } from '../gpuCounts.ts';

const GPU = 'nvidia.com/gpu';

/** What a pod asks of each board, beside how many boards. */
interface CardRequest {
  readonly resource: string;
  readonly amount: number;
  readonly of: 'memory' | 'memoryPercent' | 'cores';
}

/** What is left of a board, in MiB and percent of its cores. */
interface Left {
  readonly card: VgpuCard;
  readonly memory: number;
  readonly cores: number;
}

/**
 * What keeps a pod that asks for a part of a board off the node. HAMi and Volcano register the boards on the node and write on each
 * pod what it got; where no board is registered, and for the schedulers that write neither, it cannot be known here.
 * @param pods the node's
 */
export function boardVerdicts(
  node: NodeRecord,
  resources: readonly NodeResource[],
  pod: Pick<PodRecord, 'amounts' | 'fraction' | 'requests'>,
  pods: readonly PodRecord[],
): NodeVerdict[] {
  if (pod.fraction !== null) {
    const whole = resources.find(({ name }) => name === GPU);
    const isWholeFree = ((whole && freeOf(whole)) ?? 0) >= pod.fraction.devices;
    return isWholeFree ? [] : [{ kind: 'boards-unknown', resource: 'gpu-fraction' }];
  }
  const asked = Object.entries(pod.amounts).flatMap(([resource, amount]) =>
    amount > 0 ? [{ resource, amount, of: kindOf(resource) }] : [],
  );
  const [first] = asked;
  if (first === undefined) return [];
  if (node.cards.length === 0) return [{ kind: 'boards-unknown', resource: first.resource }];
  const left = node.cards.filter(({ healthy }) => healthy).map((card) => leftOf(card, pods));
  const devices = Math.max(1, ...Object.values(pod.requests));
  const isOn = (board: Left) => asked.every((one) => fits(one, board));
  if (left.filter(isOn).length >= devices) return [];
  const short = asked.find((one) => left.filter((board) => fits(one, board)).length < devices) ?? first;
  const free = Math.max(0, ...left.map((board) => freeFor(short, board)));
  return [{ kind: 'board-short', resource: short.resource, asked: short.amount, free, boards: left.length }];
}

function kindOf(resource: string): CardRequest['of'] {
  if (/percentage$/.test(resource)) return 'memoryPercent';
  return /cores?$/.test(resource) ? 'cores' : 'memory';
}

function leftOf(card: VgpuCard, pods: readonly PodRecord[]): Left {
  const grants = pods
    .filter((pod) => !hasEnded(pod))
    .flatMap((pod) => pod.grants.filter(({ uuid }) => uuid === card.uuid));
  const given = (amount: (grant: (typeof grants)[number]) => number) =>
    grants.reduce((sum, grant) => sum + amount(grant), 0);
  return {
    card,
    memory: card.memoryMebibytes - given((grant) => grant.memoryMebibytes),
    cores: (card.corePercent ?? 100) - given((grant) => grant.corePercent),
  };
}

/** What is left of a board, in the unit of what is asked. */
function freeFor({ of }: CardRequest, { card, memory, cores }: Left): number {
  if (of === 'cores') return cores;
  if (of === 'memory') return memory;
  return card.memoryMebibytes > 0 ? Math.floor((memory / card.memoryMebibytes) * 100) : 0;
}

function fits(asked: CardRequest, board: Left): boolean {
  return asked.amount <= freeFor(asked, board);
}
