import type { CardShare, Gpu } from './gpu.ts';
import type { ContainerView, PodView } from './podView.ts';
import type { SimulatedNode } from './world.ts';

/*
 * HAMi (Project-HAMi/HAMi): a scheduler extender that deals out the memory and the cores of cards which a node's
 * annotation tells it of, and writes into the pod's annotations which it got (docs/develop/protocol.md).
 */

export const HAMI_SCHEDULER = 'hami-scheduler';
export const HAMI_IMAGE = 'docker.io/projecthami/hami:v2.7.1';
const ALLOCATED = 'hami.io/vgpu-devices-allocated';

/** What HAMi's device plugin tells of a node's cards; zero values are left out. */
export function registeredCards({
  gpus,
  plan,
}: Pick<SimulatedNode, 'gpus' | 'plan'>): Record<string, string> {
  if (plan.sharedBy !== 'hami') return {};
  const cards = gpus.map(({ uuid, index, product, replicas, lost }) => ({
    id: uuid,
    ...(index > 0 && { index }),
    count: replicas,
    devmem: product.memoryMiB,
    devcore: 100,
    type: product.modelName.startsWith('NVIDIA') ? product.modelName : `NVIDIA-${product.modelName}`,
    mode: 'hami-core',
    health: !lost,
  }));
  return { 'hami.io/node-nvidia-register': JSON.stringify(cards) };
}

/** Why a node does not suit, as the extender tells the scheduler and the events of the pod. */
export interface Unfit {
  readonly toScheduler: 'node unregistered' | 'NodeUnfitPod';
  readonly reasons: readonly string[];
}

/** Finds a card with room for each that a pod's containers ask for. */
export function cardsFor(node: SimulatedNode, pod: PodView): CardShare[][] | Unfit {
  if (node.plan.sharedBy !== 'hami') return { toScheduler: 'node unregistered', reasons: [] };
  const reasons = new Set<string>();
  const chosen: CardShare[] = [];
  const byContainer = pod.containers.map((container) => {
    const own = Array.from({ length: container.limits['nvidia.com/gpu'] ?? 0 }, (_, index) => {
      const taken = chosen.slice(chosen.length - index).map(({ uuid }) => uuid);
      const card = cardFor(node, container, chosen, new Set(taken), reasons);
      if (card) chosen.push(card);
      return card;
    });
    return own.filter((card) => card !== undefined);
  });
  const wanted = pod.containers.reduce((sum, { limits }) => sum + (limits['nvidia.com/gpu'] ?? 0), 0);
  return chosen.length === wanted ? byContainer : { toScheduler: 'NodeUnfitPod', reasons: [...reasons] };
}

/** The emptiest card, HAMi's default (`gpuSchedulerPolicy: spread`). */
function cardFor(
  { gpus }: SimulatedNode,
  { limits }: ContainerView,
  chosen: readonly CardShare[],
  taken: ReadonlySet<string>,
  reasons: Set<string>,
): CardShare | undefined {
  const fitting = gpus
    .filter(({ lost, uuid }) => !lost && !taken.has(uuid))
    .map((gpu) => ({ gpu, left: leftOf(gpu, chosen), wanted: wantedOf(gpu, limits) }))
    .filter(({ gpu, left, wanted }) => {
      if (gpu.occupants.length >= gpu.replicas) reasons.add('CardTimeSlicingExhausted');
      else if (left.memoryMiB < wanted.memoryMiB) reasons.add('CardInsufficientMemory');
      else if (left.cores < wanted.cores) reasons.add('CardInsufficientCore');
      else return true;
      return false;
    })
    .sort((a, b) => b.left.memoryMiB - a.left.memoryMiB);
  return fitting[0] && { uuid: fitting[0].gpu.uuid, ...fitting[0].wanted };
}

function wantedOf({ product }: Gpu, limits: ContainerView['limits']): Omit<CardShare, 'uuid'> {
  const percent = limits['nvidia.com/gpumem-percentage'] ?? 100;
  return {
    memoryMiB: limits['nvidia.com/gpumem'] ?? Math.floor((product.memoryMiB * percent) / 100),
    cores: limits['nvidia.com/gpucores'] ?? 0,
  };
}

function leftOf({ uuid, product, occupants }: Gpu, chosen: readonly CardShare[]): Omit<CardShare, 'uuid'> {
  const shares = [...occupants.map(({ card }) => card), ...chosen.filter((card) => card.uuid === uuid)];
  const sum = (part: 'memoryMiB' | 'cores') =>
    shares.reduce((total, share) => total + (share?.[part] ?? 0), 0);
  return { memoryMiB: product.memoryMiB - sum('memoryMiB'), cores: 100 - sum('cores') };
}

/** The annotations of a pod that was given its cards. @param now Unix seconds */
export function allocation(
  byContainer: readonly (readonly CardShare[])[],
  node: string,
  now: number,
): Record<string, string> {
  const written = byContainer
    .map((cards) =>
      cards.map(({ uuid, memoryMiB, cores }) => `${uuid},NVIDIA,${memoryMiB},${cores}:`).join(''),
    )
    .map((cards) => `${cards};`);
  return {
    'hami.io/bind-phase': 'success',
    'hami.io/bind-time': String(Math.floor(now)),
    'hami.io/vgpu-node': node,
    [ALLOCATED]: written.join(''),
    'hami.io/vgpu-devices-to-allocate': ';'.repeat(byContainer.length),
  };
}

/** Which cards a pod was given, by container; undefined where HAMi has not dealt with it. */
export function allocatedCards({ annotations }: PodView): CardShare[][] | undefined {
  return annotations[ALLOCATED]
    ?.split(';')
    .slice(0, -1)
    .map((cards) =>
      cards
        .split(':')
        .filter((card) => card !== '')
        .map((card) => {
          const [uuid = '', , memoryMiB, cores] = card.split(',');
          return { uuid, memoryMiB: Number(memoryMiB), cores: Number(cores) };
        }),
    );
}
