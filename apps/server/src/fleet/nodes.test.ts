import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { CREATED_SECONDS, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';

function viewsOf(nodes: readonly KubeObject[], pods: readonly KubeObject[] = [], metrics = viewOf([])) {
  const cluster = clusterOf(nodes, pods);
  const fleet = joinFleet(cluster, metrics);
  const byNode = podsByNode(cluster, fleet);
  return [...cluster.nodes.values()].map((node) => nodeView(node, byNode.get(node.name) ?? [], fleet));
}

describe('a node’s accounting', () => {
  it('adds up the pods that have not ended, as kubectl describe node does', () => {
    const pods = [
      kubePod('a', { node: 'worker-1', gpus: 2 }),
      kubePod('b', { node: 'worker-1', gpus: 1, phase: 'Pending' }),
      kubePod('done', { node: 'worker-1', gpus: 4, phase: 'Succeeded' }),
      kubePod('broken', { node: 'worker-1', gpus: 4, phase: 'Failed' }),
      kubePod('elsewhere', { node: 'worker-2', gpus: 4 }),
      kubePod('waiting', { gpus: 4 }),
    ];
    const [node] = viewsOf([kubeNode('worker-1', { gpus: 8, allocatable: 7 })], pods);
    expect(node?.resources).toEqual([
      { name: 'nvidia.com/gpu', capacity: 8, allocatable: 7, requested: 3, limits: 3 },
    ]);
    expect(node?.podCount).toBe(2);
  });

  it('shows a resource that pods hold and the node no longer offers', () => {
    const labels = { 'nvidia.com/gpu.present': 'true' };
    const [node] = viewsOf([kubeNode('n', { gpus: 0, labels })], [kubePod('a', { node: 'n' })]);
    expect(node?.resources).toEqual([
      { name: 'nvidia.com/gpu', capacity: 0, allocatable: 0, requested: 1, limits: 1 },
    ]);
  });
});

describe('a node’s view', () => {
  it('takes product and driver from the labels of feature discovery', () => {
    const labels = {
      'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB',
      'nvidia.com/cuda.driver-version.full': '550.54.15',
      'nvidia.com/cuda.runtime-version.full': '12.4',
    };
    expect(viewsOf([kubeNode('n', { labels })])[0]).toMatchObject({
      product: 'NVIDIA-A100-SXM4-80GB',
      driverVersion: '550.54.15',
      cudaVersion: '12.4',
    });
  });

  it('puts the versions of old releases together from their parts', () => {
    const labels = {
      'nvidia.com/cuda.driver.major': '460',
      'nvidia.com/cuda.driver.minor': '73',
      'nvidia.com/cuda.driver.rev': '01',
      'nvidia.com/cuda.runtime.major': '11',
      'nvidia.com/cuda.runtime.minor': '2',
    };
    expect(viewsOf([kubeNode('n', { labels })])[0]).toMatchObject({
      driverVersion: '460.73.01',
      cudaVersion: '11.2',
    });
  });

  it('takes what its exporter says where there are no labels', () => {
    const metrics = viewOf([deviceOf('GPU-1', { product: 'Tesla K80', driverVersion: '450.51.06' })]);
    expect(viewsOf([kubeNode('worker-1')], [], metrics)[0]).toMatchObject({
      product: 'Tesla K80',
      driverVersion: '450.51.06',
      cudaVersion: null,
    });
  });

  it('lists each of its GPUs once and sums up what they do', () => {
    const values = { DCGM_FI_DEV_GPU_TEMP: 50, DCGM_FI_DEV_POWER_USAGE: 100 };
    const metrics = viewOf([
      deviceOf('GPU-1', { values }),
      deviceOf('GPU-1', { instance: { id: '1', profile: '1g.10gb' }, values }),
      deviceOf('GPU-2', { index: 1, values: { ...values, DCGM_FI_DEV_GPU_TEMP: 70 } }),
    ]);
    expect(viewsOf([kubeNode('worker-1')], [], metrics)[0]).toMatchObject({
      gpus: ['GPU-1', 'GPU-2'],
      powerWatts: 200,
      temperatureCelsius: 70,
      utilization: null,
      createdAt: CREATED_SECONDS,
    });
  });
});
