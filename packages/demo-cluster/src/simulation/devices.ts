import { claimableDevices } from './claimableDevices.ts';
import type { GrantedDevice } from './claimedDevices.ts';
import type { Gpu, MigInstance, Occupant } from './gpu.ts';
import { instanceResource, isIgnoredByScheduler, wholeGpuResource } from './gpuResources.ts';
import { allocatedCards } from './hami.ts';
import { fractionOf, GPU_GROUP } from './kai.ts';
import type { PodView } from './podView.ts';
import type { ContainerRun, SimulatedNode } from './world.ts';

/** A place on a GPU or a MIG instance. */
interface Slot {
  readonly isFree: () => boolean;
  readonly take: (occupant: Occupant) => void;
}

/**
 * Gives a pod the devices that its containers' limits ask for, and those of its claims; undefined when the node has too
 * few left.
 */
export function takeDevices(
  node: SimulatedNode,
  pod: PodView,
  containers: readonly ContainerRun[],
  granted: readonly GrantedDevice[],
): Occupant[] | undefined {
  const chosen: { slot: Slot; occupant: Occupant }[] = [];
  const cards = allocatedCards(pod);
  const group = pod.labels[GPU_GROUP];
  for (const [index, { limits, name, claims }] of pod.containers.entries()) {
    const container = containers[index];
    if (!container) continue;
    const { namespace, uid } = pod;
    const occupant = {
      namespace,
      pod: pod.name,
      podUid: uid,
      container: name,
      startedAt: undefined,
      profile: container.behaviour.profile,
      seed: container.seed,
      ...(group !== undefined && { gpuGroup: group }),
    };
    const shared = index === 0 && sharedGpu(node, pod);
    if (shared) chosen.push({ slot: wholeGpu(shared.gpu), occupant: { ...occupant, ...shared.as } });
    for (const card of cards?.[index] ?? []) {
      const gpu = node.gpus.find(({ uuid }) => uuid === card.uuid);
      const share = card.memoryMiB / (gpu?.product.memoryMiB ?? card.memoryMiB);
      if (gpu) chosen.push({ slot: wholeGpu(gpu), occupant: { ...occupant, card, share } });
    }
    if (cards !== undefined) continue;
    for (const { request, claim } of granted) {
      const device = claimableDevices(node).find((one) => one.name === claim.device);
      if (!device || !claims.includes(request)) continue;
      const slot = device.instance ? instanceSlot(device.instance) : wholeGpu(device.gpu);
      chosen.push({ slot, occupant: { ...occupant, claim } });
    }
    for (const [resource, amount] of Object.entries(limits)) {
      if (resource !== wholeGpuResource(node.plan) && !resource.startsWith('nvidia.com/')) continue;
      if (isIgnoredByScheduler(resource)) continue;
      const taken = new Set(chosen.map(({ slot }) => slot));
      const slots = slotsOf(node, resource).filter((slot) => slot.isFree() && !taken.has(slot));
      if (slots.length < amount) return undefined;
      for (const slot of slots.slice(0, amount)) chosen.push({ slot, occupant: { ...occupant } });
    }
  }
  for (const { slot, occupant } of chosen) slot.take(occupant);
  return chosen.map(({ occupant }) => occupant);
}

/** The GPU that KAI reserved for a pod with a part of it, and how it is there. */
function sharedGpu({ gpus }: SimulatedNode, pod: PodView) {
  const group = pod.labels[GPU_GROUP];
  const share = fractionOf(pod);
  if (group === undefined || share === undefined) return undefined;
  const gpu = gpus.find(({ occupants }) => occupants.some(({ gpuGroup }) => gpuGroup === group));
  return gpu && { gpu, as: { share, isUnlisted: true } as const };
}

function slotsOf({ gpus, plan }: SimulatedNode, resource: string): Slot[] {
  const healthy = gpus.filter(({ lost }) => !lost);
  const instances = healthy.flatMap((gpu) => gpu.instances);
  const parts = instances.filter(({ profile }) => instanceResource(profile.name, plan) === resource);
  if (resource !== wholeGpuResource(plan)) return parts.map(instanceSlot);
  // The device plugin spreads shared replicas: the emptiest GPU first.
  const wholes = healthy
    .filter((gpu) => gpu.instances.length === 0)
    .sort((a, b) => a.occupants.length - b.occupants.length || a.index - b.index);
  return [...wholes.map(wholeGpu), ...parts.map(instanceSlot)];
}

function instanceSlot(instance: MigInstance): Slot {
  return {
    isFree: () => instance.occupants.length === 0,
    take: (occupant) => void instance.occupants.push(occupant),
  };
}

function wholeGpu(gpu: Gpu): Slot {
  return {
    isFree: () => gpu.occupants.length < gpu.replicas,
    take: (occupant) => void gpu.occupants.push(occupant),
  };
}
