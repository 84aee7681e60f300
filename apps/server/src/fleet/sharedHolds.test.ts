import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';
import { gpuPods, podView } from './pods.ts';
import { sharedHolds } from './sharedHolds.ts';

const NODE = 'gpu-node-a';
const memory = { labels: { 'nvidia.com/gpu.memory': '40000', 'nvidia.com/gpu.count': '2' } };
const fraction = (name: string, annotations: object, group = 'group-a') =>
  kubePod(name, {
    namespace: 'team-a',
    node: NODE,
    gpus: 0,
    metadata: { annotations, labels: { 'runai-gpu-group': group } },
  });
const reservation = (uuid: string, namespace = 'kai-resource-reservation') =>
  kubePod(`gpu-reservation-${uuid.toLowerCase()}`, {
    namespace,
    node: NODE,
    metadata: {
      annotations: { 'run.ai/reserve_for_gpu_index': uuid },
      labels: { app: namespace, 'runai-gpu-group': 'group-a' },
    },
  });

function viewsOf(pods: readonly ReturnType<typeof kubePod>[], options: Parameters<typeof kubeNode>[1] = {}) {
  const devices = ['GPU-a', 'GPU-b'].map((uuid) => deviceOf(uuid, { origin: { hostname: NODE } }));
  const cluster = clusterOf([kubeNode(NODE, options)], pods);
  const fleet = joinFleet(cluster, viewOf(devices));
  const [record] = cluster.nodes.values();
  if (record === undefined) throw new Error('no node');
  return {
    node: nodeView(record, podsByNode(cluster, fleet).get(NODE) ?? [], fleet),
    pods: gpuPods(cluster, fleet).map((pod) => podView(pod, fleet, sharedHolds(cluster))),
  };
}

describe('KAI’s fractions', () => {
  it('are GPU pods that hold a part of the GPU reserved for them, which counts once', () => {
    const { node, pods } = viewsOf([fraction('infer-0', { 'gpu-fraction': '0.1' }), reservation('GPU-a')]);
    expect(pods[0]).toMatchObject({ name: 'infer-0', requests: { 'gpu-fraction': 0.1 }, gpus: ['GPU-a'] });
    expect(node.gpuCounts.allocated).toBeCloseTo(0.1, 10);
    expect(node.gpuCounts.free).toBeCloseTo(1.9, 10);
    expect(node.gpuCounts.freeParts).toEqual({ whole: 1, parts: [{ unit: 'percent', of: 100, count: 90 }] });
    expect(node.podCount).toBe(1);
    // As kubectl describe node has it.
    expect(node.resources).toMatchObject([{ name: 'nvidia.com/gpu', requested: 1 }]);
  });

  it('may be of several GPUs, of memory, and of run:ai’s reservation', () => {
    const half = { 'gpu-fraction': '0.5', 'gpu-fraction-num-devices': '2' };
    const { node, pods } = viewsOf(
      [
        fraction('two-halves', half),
        fraction('by-memory', { 'gpu-memory': '10000' }),
        reservation('GPU-a', 'runai-reservation'),
        reservation('GPU-b', 'runai-reservation'),
      ],
      memory,
    );
    expect(pods.map(({ requests }) => requests).slice(0, 2)).toEqual([
      { 'gpu-fraction': 1 },
      { 'gpu-memory': 10_000 },
    ]);
    expect(node.gpuCounts.allocated).toBeCloseTo(1.25, 10);
    expect(node.gpuCounts.free).toBeCloseTo(0.75, 10);
  });
});

describe('what HAMi gave a pod', () => {
  it('is the board that it names on the pod', () => {
    const limits = { 'nvidia.com/gpu': '1', 'nvidia.com/gpumem': '40000', 'nvidia.com/gpucores': '50' };
    const { pods } = viewsOf([
      kubePod('vllm-0', {
        node: NODE,
        metadata: { annotations: { 'hami.io/vgpu-devices-allocated': 'GPU-b,NVIDIA,40000,50:;' } },
        spec: { containers: [{ name: 'app', resources: { limits, requests: limits } }] },
      }),
    ]);
    expect(pods[0]).toMatchObject({
      requests: { 'nvidia.com/gpu': 1, 'nvidia.com/gpumem': 40_000, 'nvidia.com/gpucores': 50 },
      gpus: ['GPU-b'],
    });
  });
});

describe('what can be scheduled now', () => {
  const taint = (key: string, value: string, effect = 'NoSchedule') => ({
    spec: { taints: [{ key, value, effect }] },
  });
  it.each([
    ['all of a ready node', {}, { gpus: 2, maxOnNode: 2, withheld: [] }],
    ['all behind the taint of GPU nodes', taint('nvidia.com/gpu', 'present'), { gpus: 2, withheld: [] }],
    ['all behind Azure’s', taint('sku', 'gpu'), { gpus: 2, withheld: [] }],
    ['all where a taint only asks', taint('dedicated', 'ml', 'PreferNoSchedule'), { gpus: 2, withheld: [] }],
    [
      'none behind another taint',
      taint('dedicated', 'ml'),
      { gpus: 0, withheld: [{ reason: 'tainted', gpus: 2 }] },
    ],
    [
      'none of a cordoned node',
      { spec: { unschedulable: true } },
      { gpus: 0, withheld: [{ reason: 'cordoned', gpus: 2 }] },
    ],
    [
      'none of a node that is not ready',
      { ready: false },
      { gpus: 0, withheld: [{ reason: 'not-ready', gpus: 2 }] },
    ],
  ])('is %s', (_, options, schedulable) => {
    expect(viewsOf([], options).node.gpuCounts).toMatchObject({ free: 2, schedulable });
  });
});
