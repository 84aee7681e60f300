import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';
import { allocatedUtilization, fleetCounts, idleGpus, namespaceUsage, sharedNodes } from './overview.ts';
import { podView } from './pods.ts';

const holds = (namespace: string, name: string) => ({ namespace, name, container: 'main' });
const busy = (ratio: number) => ({ DCGM_FI_PROF_GR_ENGINE_ACTIVE: ratio });

function momentOf(
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[],
  devices: Parameters<typeof viewOf>[0] = [],
  idle: readonly string[] = [],
) {
  const cluster = clusterOf(nodes, pods);
  const fleet = joinFleet(cluster, viewOf(devices, idle));
  const byNode = podsByNode(cluster, fleet);
  return {
    cluster,
    fleet,
    nodes: [...cluster.nodes.values()].map((node) => nodeView(node, byNode.get(node.name) ?? [], fleet)),
    pods: [...cluster.pods.values()].map((pod) => podView(pod, fleet)),
  };
}

describe('the GPUs of the fleet', () => {
  it('are counted as Kubernetes tells of them, and as they report', () => {
    const { nodes, fleet } = momentOf(
      [
        kubeNode('worker-1', { gpus: 8, allocatable: 7, labels: { 'nvidia.com/gpu.count': '8' } }),
        kubeNode('worker-2', { gpus: 4 }),
      ],
      [kubePod('a', { node: 'worker-1', gpus: 5 }), kubePod('b', { node: 'worker-2', gpus: 1 })],
      [deviceOf('GPU-1'), deviceOf('GPU-1', { instance: { id: '1', profile: null } }), deviceOf('GPU-2')],
    );
    expect(fleetCounts(nodes, fleet)).toMatchObject({
      total: 12,
      allocatable: 11,
      allocated: 6,
      free: 5,
      reporting: 2,
    });
  });

  it('are not free on one node because another promised too many', () => {
    const { nodes, fleet } = momentOf(
      [kubeNode('worker-1', { gpus: 4, allocatable: 2 }), kubeNode('worker-2', { gpus: 2 })],
      [kubePod('a', { node: 'worker-1', gpus: 4 })],
    );
    expect(fleetCounts(nodes, fleet)).toMatchObject({ allocatable: 4, allocated: 4, free: 2 });
  });

  it('are unknown, not zero, where a source never answered', () => {
    const { nodes, fleet } = momentOf([kubeNode('worker-1')], []);
    const unknown = { total: null, allocatable: null, allocated: null, free: null };
    expect(fleetCounts(null, fleet)).toMatchObject({ ...unknown, reporting: 0 });
    expect(fleetCounts(nodes, null)).toMatchObject({ total: 2, reporting: null });
    expect(fleetCounts(null, null)).toMatchObject({ ...unknown, reporting: null });
  });
});

describe('the use of what is held', () => {
  it('leaves out the GPUs that nobody holds', () => {
    const { fleet } = momentOf(
      [],
      [],
      [
        deviceOf('GPU-1', { workloads: [holds('ml', 'a')], values: busy(0.8) }),
        deviceOf('GPU-2', { workloads: [holds('ml', 'b')], values: busy(0.4) }),
        deviceOf('GPU-3', { values: busy(0) }),
      ],
    );
    expect(allocatedUtilization(fleet)).toBeCloseTo(0.6, 12);
  });

  it('is unknown where nobody holds any', () => {
    expect(
      allocatedUtilization(momentOf([], [], [deviceOf('GPU-1', { values: busy(0.5) })]).fleet),
    ).toBeNull();
  });
});

describe('the namespaces', () => {
  const { cluster, pods, fleet } = momentOf(
    [kubeNode('worker-1', { gpus: 8, labels: { 'nvidia.com/gpu.count': '8' } })],
    [
      kubePod('a', { namespace: 'ml', node: 'worker-1', gpus: 1 }),
      kubePod('b', { namespace: 'ml', gpus: 4 }),
      kubePod('old', { namespace: 'ml', node: 'worker-1', gpus: 8, phase: 'Succeeded' }),
      kubePod('c', { namespace: 'vision', node: 'worker-1', gpus: 2 }),
      kubePod('gone', { namespace: 'past', node: 'worker-1', phase: 'Failed' }),
    ],
    [
      deviceOf('GPU-1', { workloads: [holds('ml', 'a')], values: busy(0.9) }),
      deviceOf('GPU-2', { workloads: [holds('vision', 'c'), holds('lab', 'd')], values: busy(0.01) }),
      deviceOf('GPU-3', { workloads: [holds('vision', 'c')], values: busy(0.5) }),
      deviceOf('GPU-4', { values: busy(0) }),
    ],
    ['GPU-2', 'GPU-4'],
  );
  const usage = namespaceUsage(pods, fleet, sharedNodes(cluster.nodes, fleet));

  it('come by what they ask for, the largest first; those that only ended are left out', () => {
    expect(usage.map(({ namespace }) => namespace)).toEqual(['ml', 'vision', 'lab']);
  });

  it('count waiting pods as asking and ended ones as nothing', () => {
    expect(usage[0]).toEqual({
      namespace: 'ml',
      pods: 2,
      requested: 5,
      assigned: 1,
      idle: 0,
      utilization: 0.9,
    });
  });

  it('count a shared GPU for each that shares it', () => {
    expect(usage[1]).toEqual({
      namespace: 'vision',
      pods: 1,
      requested: 2,
      assigned: 2,
      idle: 1,
      utilization: 0.255,
    });
    expect(usage[2]).toMatchObject({ namespace: 'lab', pods: 0, requested: 0, assigned: 1, idle: 1 });
  });
});

describe('idle GPUs', () => {
  it('are those that pods hold and nobody uses', () => {
    const instance = { id: '1', profile: '1g.10gb' };
    const { fleet } = momentOf(
      [kubeNode('worker-1')],
      [],
      [
        deviceOf('GPU-1', { workloads: [holds('ml', 'a')] }),
        deviceOf('GPU-2', { index: 1, workloads: [holds('ml', 'b')] }),
        deviceOf('GPU-3', { index: 2 }),
        deviceOf('GPU-4', { index: 3, instance, workloads: [holds('ml', 'c')] }),
      ],
      ['GPU-2', 'GPU-3', 'GPU-4/1'],
    );
    expect(idleGpus(fleet)).toEqual([
      {
        uuid: 'GPU-2',
        instance: null,
        index: 1,
        node: 'worker-1',
        product: 'Tesla T4',
        pods: [{ namespace: 'ml', name: 'b' }],
      },
      {
        uuid: 'GPU-4',
        instance: '1',
        index: 3,
        node: 'worker-1',
        product: 'Tesla T4',
        pods: [{ namespace: 'ml', name: 'c' }],
      },
    ]);
  });
});
