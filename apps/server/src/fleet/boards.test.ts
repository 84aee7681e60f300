import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';

interface Scene {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable?: Readonly<Record<string, string>>;
  /** Models of the GPUs that report, one each. */
  readonly models?: readonly string[];
  /** What pods hold, by resource. */
  readonly held?: Readonly<Record<string, string>>;
}

/** What the console says of a node of this kind. */
function nodeOf({
  labels = {},
  annotations = {},
  capacity,
  allocatable = capacity,
  models = [],
  held,
}: Scene) {
  const node: KubeObject = {
    metadata: { name: 'gpu-node-a', creationTimestamp: '2024-03-01T08:00:00Z', labels, annotations },
    status: { capacity, allocatable },
  };
  const containers = [{ name: 'app', resources: { limits: held, requests: held } }];
  const pods = held === undefined ? [] : [kubePod('train-0', { node: 'gpu-node-a', spec: { containers } })];
  const devices = models.map((product, index) =>
    deviceOf(`GPU-${index}`, { product, index, origin: { hostname: 'gpu-node-a' } }),
  );
  const cluster = clusterOf([node], pods);
  const fleet = joinFleet(cluster, viewOf(devices));
  const record = cluster.nodes.get('gpu-node-a');
  if (record === undefined) throw new Error('not a GPU node');
  return nodeView(record, podsByNode(cluster, fleet).get('gpu-node-a') ?? [], fleet);
}

const times = (count: number, model: string) => Array.from({ length: count }, () => model);
const gpus = (count: number) => ({ 'nvidia.com/gpu': String(count) });
const gke = (labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [`cloud.google.com/gke-${key}`, value]));
const A100 = 'NVIDIA A100-SXM4-40GB';
const RTX_PRO = 'NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition';
const MIXED = { 'nvidia.com/gpu.count': '1', 'nvidia.com/gpu.product': 'NVIDIA-GeForce-RTX-4090' };
const THREE = ['NVIDIA GeForce RTX 3080', 'NVIDIA GeForce RTX 3090', 'NVIDIA GeForce RTX 4090'];
const CARDS = JSON.stringify(
  ['a', 'b'].map((id) => ({ id: `GPU-${id}`, count: 10, devmem: 24_564, devcore: 100, type: 'NVIDIA-A10' })),
);

describe('the boards of a node, and what a pod holds of them', () => {
  const pod = gpus(1);
  it.each<[string, Scene, { total: number; allocated: number; evidence: string }]>([
    [
      'time-slicing by the device plugin alone',
      { capacity: gpus(16), models: times(4, 'NVIDIA GeForce RTX 3090 Ti'), held: pod },
      { total: 4, allocated: 1 / 4, evidence: 'metrics' },
    ],
    [
      'sixteen thousand replicas of one board',
      { capacity: gpus(16_384), models: times(1, 'NVIDIA L4'), held: pod },
      { total: 1, allocated: 1 / 16_384, evidence: 'metrics' },
    ],
    [
      'GKE’s time-sharing, without metrics',
      {
        labels: gke({
          accelerator: 'nvidia-l4',
          'accelerator-count': '1',
          'gpu-sharing-strategy': 'time-sharing',
          'max-shared-clients-per-gpu': '4',
        }),
        capacity: gpus(4),
        held: pod,
      },
      { total: 1, allocated: 1 / 4, evidence: 'cloud' },
    ],
    [
      'GKE’s MPS, of a node that no label counts',
      {
        labels: gke({
          accelerator: 'nvidia-l4',
          'gpu-sharing-strategy': 'mps',
          'max-shared-clients-per-gpu': '8',
        }),
        capacity: gpus(16),
        held: pod,
      },
      { total: 2, allocated: 1 / 8, evidence: 'capacity' },
    ],
    [
      'GKE’s partitions',
      {
        labels: gke({ accelerator: 'nvidia-tesla-a100', 'gpu-partition-size': '1g.5gb' }),
        capacity: gpus(7),
        held: pod,
      },
      { total: 1, allocated: 1 / 7, evidence: 'capacity' },
    ],
    [
      'GKE’s partitions of three slices on two boards',
      {
        labels: gke({ accelerator: 'nvidia-h100-80gb', 'gpu-partition-size': '3g.40gb' }),
        capacity: gpus(4),
        held: pod,
      },
      { total: 2, allocated: 3 / 7, evidence: 'capacity' },
    ],
    [
      'three models on a node',
      { labels: { ...MIXED, 'nvidia.com/gpu.replicas': '1' }, capacity: gpus(3), models: THREE, held: pod },
      { total: 3, allocated: 1, evidence: 'metrics' },
    ],
    [
      'three models on a node, without metrics',
      { labels: { ...MIXED, 'nvidia.com/gpu.replicas': '1' }, capacity: gpus(3), held: pod },
      { total: 3, allocated: 1, evidence: 'capacity' },
    ],
    [
      'two models, each board shared by four',
      {
        labels: { ...MIXED, 'nvidia.com/gpu.replicas': '4' },
        capacity: gpus(8),
        models: THREE.slice(1),
        held: pod,
      },
      { total: 2, allocated: 1 / 4, evidence: 'metrics' },
    ],
    [
      'MIG’s four slices',
      {
        labels: {
          'nvidia.com/gpu.count': '1',
          'nvidia.com/gpu.product': RTX_PRO,
          'nvidia.com/mig.strategy': 'mixed',
        },
        capacity: { ...gpus(0), 'nvidia.com/mig-1g.24gb': '4' },
        held: { 'nvidia.com/mig-1g.24gb': '1' },
      },
      { total: 1, allocated: 1 / 4, evidence: 'gfd' },
    ],
    [
      'MIG’s four slices with graphics, of two that are one instance',
      {
        labels: { 'nvidia.com/gpu.product': RTX_PRO, 'nvidia.com/mig.strategy': 'mixed' },
        capacity: { 'nvidia.com/mig-2g.48gb.gfx': '2' },
        held: { 'nvidia.com/mig-2g.48gb.gfx': '1' },
      },
      { total: 1, allocated: 1 / 2, evidence: 'capacity' },
    ],
    [
      'A30s in MIG beside a card of another model that wrote the labels',
      {
        labels: { 'nvidia.com/gpu.count': '1', 'nvidia.com/gpu.product': 'NVIDIA-RTX-2000-Ada-Generation' },
        capacity: { ...gpus(1), 'nvidia.com/mig-1g.6gb': '8' },
        models: ['NVIDIA A30', 'NVIDIA A30', 'NVIDIA RTX 2000 Ada Generation'],
        held: { 'nvidia.com/mig-1g.6gb': '2' },
      },
      { total: 3, allocated: 2 / 4, evidence: 'metrics' },
    ],
    [
      'the single MIG strategy with three slices each, eight boards',
      {
        labels: {
          'nvidia.com/mig.strategy': 'single',
          'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-MIG-3g.20gb',
          'nvidia.com/gpu.count': '16',
        },
        capacity: gpus(16),
        held: pod,
      },
      { total: 8, allocated: 3 / 7, evidence: 'capacity' },
    ],
    [
      'HAMi’s cards',
      { annotations: { 'hami.io/node-nvidia-register': CARDS }, capacity: gpus(20), held: pod },
      { total: 2, allocated: 1 / 10, evidence: 'vgpu' },
    ],
    [
      'HAMi’s cards as its older releases write them',
      {
        labels: { 'nvidia.com/gpu.count': '2', 'nvidia.com/gpu.replicas': '1' },
        annotations: {
          '4pd.io/node-nvidia-register':
            'GPU-a,10,32768,100,NVIDIA-Tesla V100-PCIE-32GB,0,true:GPU-b,10,32768,100,NVIDIA-Tesla V100-PCIE-32GB,0,true:',
        },
        capacity: gpus(20),
        held: pod,
      },
      { total: 2, allocated: 1 / 10, evidence: 'vgpu' },
    ],
    [
      'whole boards that AWS counts',
      {
        labels: {
          'karpenter.k8s.aws/instance-gpu-name': 'a10g',
          'karpenter.k8s.aws/instance-gpu-count': '4',
        },
        capacity: gpus(4),
        held: pod,
      },
      { total: 4, allocated: 1, evidence: 'cloud' },
    ],
  ])('%s', (_, scene, { total, allocated, evidence }) => {
    const { gpuCounts, boards } = nodeOf(scene);
    expect(gpuCounts.total).toBe(total);
    expect(gpuCounts.allocated).toBeCloseTo(allocated, 10);
    expect(boards).toEqual({ evidence, disagrees: [] });
  });
});

describe('boards that are missing', () => {
  it.each<[string, Scene, number]>([
    ['one of eight', { capacity: gpus(8), models: times(7, A100) }, 8],
    ['the unhealthy half', { capacity: gpus(8), allocatable: gpus(4), models: times(4, A100) }, 8],
    [
      'one that the label counts',
      { labels: { 'nvidia.com/gpu.count': '8' }, capacity: gpus(8), models: times(7, A100) },
      8,
    ],
    [
      'one of two that are shared by label',
      {
        labels: { 'nvidia.com/gpu.count': '2', 'nvidia.com/gpu.replicas': '4' },
        capacity: gpus(8),
        models: times(1, A100),
      },
      2,
    ],
  ])('%s: they are counted, and metrics disagree', (_, scene, total) => {
    const { gpuCounts, boards } = nodeOf(scene);
    expect(gpuCounts.total).toBe(total);
    expect(boards.disagrees).toContainEqual({ source: 'metrics', count: scene.models?.length });
  });

  it('says so where the plugin offers fewer than report', () => {
    const { gpuCounts, boards } = nodeOf({ capacity: gpus(1), models: times(2, A100) });
    expect(gpuCounts.total).toBe(2);
    expect(boards).toEqual({ evidence: 'metrics', disagrees: [{ source: 'capacity', count: 1 }] });
  });
});
