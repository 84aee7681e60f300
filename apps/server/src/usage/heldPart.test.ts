import { describe, expect, it } from 'vitest';
import { clusterOf, gpuOf } from '../testing/fleetObjects.ts';
import { kubeNode } from '../testing/kubeObjects.ts';
import { heldPartFinder } from './heldPart.ts';

const gpus = [gpuOf('GPU-sliced', { node: 'sliced' }), gpuOf('GPU-plain', { node: 'plain' })];
const nodes = [
  kubeNode('sliced', { gpus: 8, labels: { 'nvidia.com/gpu.replicas': '4', 'nvidia.com/gpu.count': '2' } }),
  kubeNode('plain'),
];
const partOf = heldPartFinder(clusterOf(nodes), { gpus });
const part = (uuid: string, profile: string | null = null, product = 'NVIDIA H100 80GB HBM3') =>
  partOf({ uuid, profile, product });

describe('what a hold stands for', () => {
  it('is a whole GPU', () => {
    expect(part('GPU-plain')).toEqual({ device: 1, share: 1 });
  });

  it('is one replica of a GPU that the device plugin hands out several times', () => {
    expect(part('GPU-sliced')).toEqual({ device: 1, share: 1 / 4 });
  });

  it('is an instance’s slices, of a GPU that is gone too', () => {
    expect(part('GPU-gone', '3g.40gb').share).toBeCloseTo(3 / 7);
    expect(part('GPU-gone', '1g.6gb', 'NVIDIA A30')).toEqual({ device: 1 / 4, share: 1 / 4 });
  });
});
