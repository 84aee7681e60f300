import { describe, expect, it } from 'vitest';
import { joinFleet } from '../fleet/fleet.ts';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { kubeNode } from '../testing/kubeObjects.ts';
import { heldPartFinder } from './heldPart.ts';

const on = (node: string, uuid: string, product?: string) =>
  deviceOf(uuid, { origin: { hostname: node }, ...(product === undefined ? {} : { product }) });
const nodes = [
  kubeNode('sliced', { gpus: 8, labels: { 'nvidia.com/gpu.replicas': '4', 'nvidia.com/gpu.count': '2' } }),
  kubeNode('plain'),
  kubeNode('mixed', { gpus: 3, labels: { 'nvidia.com/gpu.count': '1', 'nvidia.com/gpu.replicas': '1' } }),
  kubeNode('unlabelled', { gpus: 16 }),
];
const devices = [
  on('sliced', 'GPU-sliced'),
  on('sliced', 'GPU-sliced-2'),
  on('plain', 'GPU-plain'),
  on('plain', 'GPU-plain-2'),
  on('mixed', 'GPU-mixed-1', 'NVIDIA GeForce RTX 3080'),
  on('mixed', 'GPU-mixed-2', 'NVIDIA GeForce RTX 3090'),
  on('mixed', 'GPU-mixed-3', 'NVIDIA GeForce RTX 4090'),
  ...[1, 2, 3, 4].map((index) => on('unlabelled', `GPU-unlabelled-${index}`)),
];
const cluster = clusterOf(nodes);
const partOf = heldPartFinder(cluster, joinFleet(cluster, viewOf(devices)));
const part = (uuid: string, profile: string | null = null, product = 'NVIDIA H100 80GB HBM3') =>
  partOf({ namespace: 'ml', pod: 'train-0', uuid, profile, product });

describe('what a hold stands for', () => {
  it('is a whole GPU', () => {
    expect(part('GPU-plain')).toEqual({ device: 1, share: 1 });
  });

  it('is one replica of a GPU that the device plugin hands out several times', () => {
    expect(part('GPU-sliced')).toEqual({ device: 1, share: 1 / 4 });
  });

  it('is a whole GPU of a node with several models, whatever the count of one of them is', () => {
    expect(part('GPU-mixed-2')).toEqual({ device: 1, share: 1 });
  });

  it('is one replica where no label tells of sharing', () => {
    expect(part('GPU-unlabelled-1')).toEqual({ device: 1, share: 1 / 4 });
  });

  it('is an instance’s slices, of a GPU that is gone too', () => {
    expect(part('GPU-gone', '3g.40gb').share).toBeCloseTo(3 / 7);
    expect(part('GPU-gone', '1g.6gb', 'NVIDIA A30')).toEqual({ device: 1 / 4, share: 1 / 4 });
    expect(part('GPU-gone', '1g.24gb', 'NVIDIA RTX PRO 6000 Blackwell Server Edition').share).toBe(1 / 4);
  });
});
