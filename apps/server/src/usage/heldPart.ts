import { gpuShare, migShare } from '@gpu-console/shared/kubernetes';
import { nodeBoards } from '../fleet/boards.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { fractionGpus } from '../fleet/sharedHolds.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { Hold } from './hold.ts';

/** What a hold is of one physical GPU: its device (1, or a MIG instance's slices), and the share that one pod gets of it. */
export interface HeldPart {
  readonly device: number;
  readonly share: number;
}

type HeldDevice = Pick<Hold, 'namespace' | 'pod' | 'uuid' | 'profile' | 'product'>;

/** Finds what a hold stands for: how a board is shared is told by the node that has it now, and by the pod's own fraction. */
export function heldPartFinder(
  { nodes, pods }: Pick<ClusterView, 'nodes' | 'pods'>,
  fleet: Pick<Fleet, 'gpus' | 'allByNode' | 'claimed'>,
): (hold: HeldDevice) => HeldPart {
  const nodeOf = new Map(fleet.gpus.map(({ uuid, node }) => [uuid, node]));
  const shared = new Map(
    [...nodes.values()].map((node) => [node.name, { ...node, boards: nodeBoards(node, fleet) }]),
  );
  return ({ namespace, pod, uuid, profile, product }) => {
    const node = shared.get(nodeOf.get(uuid) ?? '');
    const record = pods.get(`${namespace}/${pod}`);
    const fraction = record === undefined ? 0 : fractionGpus(record, node) / (record.fraction?.devices ?? 1);
    if (fraction > 0) return { device: 1, share: Math.min(1, fraction) };
    const device = profile === null ? 1 : (migShare(profile, product === null ? [] : [product]) ?? 1);
    const resource = profile === null ? 'nvidia.com/gpu' : `nvidia.com/mig-${profile}`;
    return { device, share: node === undefined ? device : Math.min(device, gpuShare(resource, node)) };
  };
}
