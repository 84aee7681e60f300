import type { PodUsage } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { usageRow, usageTree } from './usageTree.ts';

function pod(name: string, more: Partial<PodUsage> = {}): PodUsage {
  return {
    namespace: 'ml',
    pod: name,
    owner: null,
    models: [],
    gpus: 1,
    gpuHours: 1,
    instanceHours: {},
    measuredGpuHours: 1,
    idleGpuHours: 0,
    meanUtilization: 0.5,
    peakMemoryBytes: null,
    idleSince: null,
    sharedBy: 1,
    ...more,
  };
}

const chat = { kind: 'Deployment', name: 'chat' };
const tree = usageTree([
  pod('chat-a', { owner: chat }),
  pod('lone'),
  pod('chat-b', { owner: chat }),
  pod('chat-c', { namespace: 'web', owner: chat }),
]);

describe('the usage tree', () => {
  it('has namespaces, workloads and pods; a pod without a workload stands beside them', () => {
    expect(tree.map(({ key, children }) => [key, children.map((child) => child.key)])).toEqual([
      ['ml', ['ml/Deployment/chat', 'ml//lone']],
      ['web', ['web/Deployment/chat']],
    ]);
    expect(tree[0]?.children[0]?.children.map(({ row }) => row.name)).toEqual(['chat-a', 'chat-b']);
  });

  it('has no key twice', () => {
    const keys = tree.flatMap(({ key, children }) => [
      key,
      ...children.flatMap((child) => [child.key, ...child.children.map((leaf) => leaf.key)]),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a sum of pods', () => {
  it('weighs use by the GPU-hours in which it is known', () => {
    const row = usageRow('workload', 'w', [
      pod('a', { gpuHours: 3, measuredGpuHours: 3, meanUtilization: 0.9 }),
      pod('b', { gpuHours: 4, measuredGpuHours: 1, meanUtilization: 0.1, idleGpuHours: 1 }),
    ]);
    expect(row).toMatchObject({ gpuHours: 7, idleGpuHours: 1, idleShare: 0.25 });
    expect(row.meanUtilization).toBeCloseTo(0.7);
  });

  it('makes no zero of what nothing is known of', () => {
    expect(usageRow('total', '', [pod('a', { measuredGpuHours: 0, meanUtilization: null })])).toMatchObject({
      gpuHours: 1,
      idleShare: null,
      meanUtilization: null,
      peakMemoryBytes: null,
      idleSince: null,
    });
    expect(usageRow('total', '', []).gpuHours).toBe(0);
  });

  it('shows the largest memory and the longest idleness', () => {
    const pods = [
      pod('a', { peakMemoryBytes: 5, idleSince: 200 }),
      pod('b', { peakMemoryBytes: 7, idleSince: 100 }),
      pod('c'),
    ];
    expect(usageRow('namespace', 'n', pods)).toMatchObject({ peakMemoryBytes: 7, idleSince: 100 });
  });
});
