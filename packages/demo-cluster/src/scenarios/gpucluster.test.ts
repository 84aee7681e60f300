import { describe, expect, it } from 'vitest';
import { allocatedDevices } from '../simulation/claimedDevices.ts';
import { isReady } from '../simulation/controllers.ts';
import { gpucluster } from './gpucluster.ts';
import { allocatable, live, phasesOf } from './liveCluster.ts';

describe('gpucluster', () => {
  const cluster = live(gpucluster);
  const { store } = cluster;

  it('has what operator 26.7 makes of a GPUCluster, and nothing of a ClusterPolicy', () => {
    const pods = store.list('Pod', 'gpu-operator');
    expect(pods.filter((pod) => !isReady(pod))).toEqual([]);
    const sets = store.list('DaemonSet', 'gpu-operator').map(({ metadata }) => metadata.name);
    expect(sets.toSorted()).toEqual([
      'gpu-operator-node-feature-discovery-worker',
      'nvidia-dcgm-exporter-dra',
      'nvidia-dra-driver-kubelet-plugin',
      'nvidia-dra-validator',
      'nvidia-gpu-driver-ubuntu24.04-7c6d7bd86b',
    ]);
    expect(store.list('ClusterPolicy')).toEqual([]);
    expect(store.list('RuntimeClass')).toEqual([]);
    expect(store.list('GPUCluster')).toMatchObject([
      { metadata: { name: 'gpu-cluster' }, status: { state: 'ready' } },
    ]);
    expect(store.list('ComputeDomain')).toHaveLength(1);
  });

  it('offers GPUs by claim alone', () => {
    for (const { name } of gpucluster.plan({}).nodes) expect(allocatable(cluster, name)).toEqual({});
    const phases = phasesOf(cluster, 'research');
    expect(phases).toMatchObject({ 'train-a': 'Running', 'part-a': 'Running', 'wants-eight': 'Pending' });
  });

  it('lets its operands look at GPUs that others hold', () => {
    const claims = store.list('ResourceClaim', 'gpu-operator');
    expect(claims).toHaveLength(2 * gpucluster.plan({}).nodes.length);
    const given = claims.flatMap(allocatedDevices);
    expect(given.length).toBeGreaterThan(20);
    expect(given.every(({ isAdmin }) => isAdmin)).toBe(true);
  });
});
