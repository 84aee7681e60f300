import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { modelName, modelUsage } from './models.ts';
import { nodeView, podsByNode } from './nodes.ts';
import { fleetCounts } from './overview.ts';

const product = (name: string) => ({ 'nvidia.com/gpu.product': name });
const on = (hostname: string) => ({ hostname });
const busy = (ratio: number) => ({ DCGM_FI_PROF_GR_ENGINE_ACTIVE: ratio });

function worldOf(
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[],
  devices: Parameters<typeof viewOf>[0] = [],
) {
  const cluster = clusterOf(nodes, pods);
  const fleet = joinFleet(cluster, viewOf(devices));
  const byNode = podsByNode(cluster, fleet);
  return {
    fleet,
    nodes: [...cluster.nodes.values()].map((node) => nodeView(node, byNode.get(node.name) ?? [], fleet)),
  };
}

describe('the GPUs by model', () => {
  const { nodes, fleet } = worldOf(
    [
      kubeNode('t4', { gpus: 4, labels: product('Tesla-T4') }),
      kubeNode('a100', {
        gpus: 8,
        labels: { ...product('NVIDIA-A100-SXM4-80GB'), 'nvidia.com/gpu.count': '8' },
      }),
      kubeNode('a100-unlabelled', { gpus: 2, labels: { 'nvidia.com/gpu.count': '2' } }),
      kubeNode('unnamed', { gpus: 1 }),
    ],
    [
      kubePod('a', { node: 'a100', gpus: 5 }),
      kubePod('b', { node: 'a100-unlabelled', gpus: 1 }),
      kubePod('c', { node: 't4', gpus: 4 }),
    ],
    [
      deviceOf('GPU-1', { product: 'NVIDIA A100-SXM4-80GB', origin: on('a100'), values: busy(0.8) }),
      deviceOf('GPU-2', { product: 'A100-SXM4-80GB', origin: on('a100-unlabelled'), values: busy(0.4) }),
    ],
  );

  it('are one model whoever writes its name, the most first', () => {
    expect(modelUsage(nodes, fleet)).toEqual([
      {
        product: 'A100-SXM4-80GB',
        total: 10,
        allocated: 6,
        free: 4,
        reporting: 2,
        utilization: expect.closeTo(0.6, 9),
      },
      { product: 'Tesla-T4', total: 4, allocated: 4, free: 0, reporting: 0, utilization: null },
      { product: null, total: 1, allocated: 0, free: 1, reporting: 0, utilization: null },
    ]);
  });

  it('are as many together as the Overview says', () => {
    const models = modelUsage(nodes, fleet);
    const sumOf = (key: 'total' | 'allocated' | 'free' | 'reporting') =>
      models.reduce((sum, model) => sum + (model[key] ?? Number.NaN), 0);
    const { total, allocated, free, reporting } = fleetCounts(nodes, fleet);
    expect({
      total: sumOf('total'),
      allocated: sumOf('allocated'),
      free: sumOf('free'),
      reporting: sumOf('reporting'),
    }).toEqual({ total, allocated, free, reporting });
  });

  it('are known by what they report alone where nodes were never read', () => {
    expect(modelUsage(null, fleet)).toEqual([
      {
        product: 'A100-SXM4-80GB',
        total: null,
        allocated: null,
        free: null,
        reporting: 2,
        utilization: expect.closeTo(0.6, 9),
      },
    ]);
  });

  it('are counted under both names on a node that has two models', () => {
    const mixed = worldOf(
      [kubeNode('station', { gpus: 2 })],
      [],
      [
        deviceOf('GPU-1', { product: 'NVIDIA A100-SXM4-80GB', origin: on('station') }),
        deviceOf('GPU-2', { product: 'NVIDIA T1000', origin: on('station') }),
      ],
    );
    expect(modelUsage(mixed.nodes, mixed.fleet)).toMatchObject([
      { product: 'A100-SXM4-80GB, T1000', total: 2, reporting: 2 },
    ]);
  });

  it('leave out those of another cluster in the same Prometheus', () => {
    const shared = worldOf(
      [kubeNode('worker-1', { gpus: 1 })],
      [],
      [deviceOf('GPU-1'), deviceOf('GPU-2', { product: 'NVIDIA L4', origin: on('elsewhere') })],
    );
    expect(modelUsage(shared.nodes, shared.fleet)).toMatchObject([{ product: 'Tesla-T4', reporting: 1 }]);
  });
});

describe("a model's name", () => {
  it.each([
    ['NVIDIA-A100-SXM4-40GB-MIG-1g.5gb', 'A100-SXM4-40GB'],
    ['NVIDIA-A100-SXM4-40GB-MIG-1g.5gb-SHARED', 'A100-SXM4-40GB'],
    ['Tesla-T4-SHARED', 'Tesla-T4'],
    ['NVIDIA Tesla T4', 'Tesla-T4'],
    ['NVIDIA H100 80GB HBM3', 'H100-80GB-HBM3'],
    [null, null],
  ])('of %s is %s', (written, name) => {
    expect(modelName(written)).toBe(name);
  });
});
