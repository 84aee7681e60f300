import { describe, expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { exporterPod, kubeNode } from '../testing/kubeObjects.ts';
import { nodeFinder } from './nodeOf.ts';

const nobody = { hostname: null, node: null, pod: null, instance: null };
const nodeOf = nodeFinder(
  clusterOf(
    [
      kubeNode('worker-1', { ip: '10.0.0.7' }),
      kubeNode('worker-2', { ip: 'fd00::7', labels: { 'kubernetes.io/hostname': 'gpu-box-2.example' } }),
    ],
    [exporterPod('worker-1', true, '10.244.1.5'), exporterPod('worker-2', true, 'fd00:244::5')],
  ),
);

describe('the node of a GPU', () => {
  it.each([
    ['the exporter’s Hostname', { hostname: 'worker-1' }, 'worker-1'],
    ['a relabelled node', { hostname: 'gpu-box', node: 'worker-2' }, 'worker-2'],
    ['the exporter’s pod in Hostname', { hostname: 'nvidia-dcgm-exporter-worker-2' }, 'worker-2'],
    ['the scraped pod', { pod: 'nvidia-dcgm-exporter-worker-1' }, 'worker-1'],
    ['the pod’s address', { instance: '10.244.1.5:9400' }, 'worker-1'],
    ['the node’s address', { instance: '10.0.0.7:9400' }, 'worker-1'],
    ['an address relabelled to the node’s name', { instance: 'worker-2' }, 'worker-2'],
    ['what the host calls itself', { hostname: 'gpu-box-2.example' }, 'worker-2'],
    ['an IPv6 address', { instance: '[fd00:244::5]:9400' }, 'worker-2'],
  ])('is told by %s', (_what, origin, node) => {
    expect(nodeOf([{ ...nobody, ...origin }])).toBe(node);
  });

  it('is what Kubernetes knows rather than what a label claims', () => {
    expect(
      nodeOf([{ hostname: 'gone', node: null, pod: 'nvidia-dcgm-exporter-worker-1', instance: null }]),
    ).toBe('worker-1');
  });

  it('is what any of its exporters leads to', () => {
    expect(
      nodeOf([
        { ...nobody, hostname: 'gone' },
        { ...nobody, instance: '10.244.1.5:9400' },
      ]),
    ).toBe('worker-1');
  });

  it.each([
    ['a host without its domain', 'gpu-c', 'gpu-c.example.internal'],
    ['a host with a domain that its node lacks', 'GPU-D.example.internal', 'gpu-d'],
    ['a host in other letters', 'GPU-C.example.internal', 'gpu-c.example.internal'],
    ['a host of another domain', 'gpu-c.example.org', 'gpu-c.example.org'],
    ['one of two that are called so', 'gpu-e', 'gpu-e'],
    ['an address', '10', '10'],
  ])('is told of %s', (_what, hostname, node) => {
    const names = ['gpu-c.example.internal', 'gpu-d', 'gpu-e.one.example', 'gpu-e.two.example', '10.example'];
    const find = nodeFinder(clusterOf(names.map((name) => kubeNode(name))));
    expect(find([{ ...nobody, hostname }])).toBe(node);
  });

  it('is not the node of a workload that runs there', () => {
    expect(nodeOf([{ ...nobody, pod: 'train-0' }])).toBeNull();
  });

  it('is the exporter’s word where Kubernetes says nothing', () => {
    const alone = nodeFinder(clusterOf([]));
    expect(alone([{ ...nobody, hostname: 'gpu-box', instance: '10.0.0.7:9400' }])).toBe('gpu-box');
    expect(alone([{ ...nobody, hostname: 'nvidia-dcgm-exporter-x', node: 'worker-1' }])).toBe('worker-1');
    expect(alone([nobody])).toBeNull();
  });
});
