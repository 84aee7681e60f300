import type { Gpu, Occupant } from './gpu.ts';
import type { PodView } from './podView.ts';
import type { ContainerRun, SimulatedNode } from './world.ts';

/** A place on a GPU or a MIG instance. */
interface Slot {
  readonly isFree: () => boolean;
  readonly take: (occupant: Occupant) => void;
}

/** Gives a pod the devices that its containers' limits ask for; undefined when the node has too few left. */
export function takeDevices(
  node: SimulatedNode,
  pod: PodView,
  containers: readonly ContainerRun[],
): Occupant[] | undefined {
  const chosen: { slot: Slot; occupant: Occupant }[] = [];
  for (const [index, { limits, name }] of pod.containers.entries()) {
    const container = containers[index];
    if (!container) continue;
    for (const [resource, amount] of Object.entries(limits)) {
      if (!resource.startsWith('nvidia.com/')) continue;
      const taken = new Set(chosen.map(({ slot }) => slot));
      const slots = slotsOf(node, resource).filter((slot) => slot.isFree() && !taken.has(slot));
      if (slots.length < amount) return undefined;
      for (const slot of slots.slice(0, amount)) {
        const { behaviour, seed } = container;
        const { namespace, uid } = pod;
        const occupant = { namespace, pod: pod.name, podUid: uid, container: name, startedAt: undefined };
        chosen.push({ slot, occupant: { ...occupant, profile: behaviour.profile, seed } });
      }
    }
  }
  for (const { slot, occupant } of chosen) slot.take(occupant);
  return chosen.map(({ occupant }) => occupant);
}

function slotsOf({ gpus }: SimulatedNode, resource: string): Slot[] {
  const profile = /^nvidia\.com\/mig-(.+)$/.exec(resource)?.[1];
  const healthy = gpus.filter(({ lost }) => !lost);
  if (profile === undefined) {
    // The device plugin spreads shared replicas: the emptiest GPU first.
    return healthy
      .filter(({ instances }) => instances.length === 0)
      .sort((a, b) => a.occupants.length - b.occupants.length || a.index - b.index)
      .map(wholeGpu);
  }
  return healthy.flatMap(({ instances }) =>
    instances
      .filter((instance) => instance.profile.name === profile)
      .map((instance) => ({
        isFree: () => instance.occupants.length === 0,
        take: (occupant: Occupant) => void instance.occupants.push(occupant),
      })),
  );
}

function wholeGpu(gpu: Gpu): Slot {
  return {
    isFree: () => gpu.occupants.length < gpu.replicas,
    take: (occupant) => void gpu.occupants.push(occupant),
  };
}
