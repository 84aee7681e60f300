import { gpuShare } from '@gpu-console/shared/kubernetes';
import type { Fleet } from '../fleet/fleet.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { Hold } from './hold.ts';

/** What a hold is of one physical GPU: its device (1, or a MIG instance's slices), and the share that one pod gets of it. */
export interface HeldPart {
  readonly device: number;
  readonly share: number;
}

/** Finds what a hold stands for: the device plugin's replicas are told by the node that has the GPU now. */
export function heldPartFinder(
  { nodes }: Pick<ClusterView, 'nodes'>,
  { gpus }: Pick<Fleet, 'gpus'>,
): (hold: Pick<Hold, 'uuid' | 'profile' | 'product'>) => HeldPart {
  const nodeOf = new Map(gpus.map(({ uuid, node }) => [uuid, node]));
  return ({ uuid, profile, product }) => {
    const node = nodes.get(nodeOf.get(uuid) ?? '');
    const model = { 'nvidia.com/gpu.product': product ?? '' };
    const resource = profile === null ? 'nvidia.com/gpu' : `nvidia.com/mig-${profile}`;
    const units = node?.capacity[`${resource}.shared`] ?? node?.capacity[resource] ?? 0;
    return {
      device: gpuShare(resource, model, 0),
      share: gpuShare(resource, node?.labels ?? model, units),
    };
  };
}
