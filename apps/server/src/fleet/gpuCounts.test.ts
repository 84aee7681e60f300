import type { NodeResource } from '@gpu-console/shared/contract';
import { countBoards } from '@gpu-console/shared/kubernetes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpuCounts } from './gpuCounts.ts';

const resource = (name: string, capacity: number, requested: number, allocatable = capacity) => ({
  name,
  capacity,
  allocatable,
  requested,
  limits: requested,
});
const A100 = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB', 'nvidia.com/gpu.count': '8' };

/** The counts of a node of which so many GPUs report. */
function countsOf(
  labels: Readonly<Record<string, string>>,
  resources: readonly NodeResource[],
  uuids: number,
) {
  const amounts = (side: 'capacity' | 'allocatable') =>
    Object.fromEntries(resources.map((one) => [one.name, one[side]]));
  const boards = countBoards({
    labels,
    capacity: amounts('capacity'),
    allocatable: amounts('allocatable'),
    cards: [],
    reporting: { uuids, models: [] },
    slices: 0,
  });
  return gpuCounts({ labels, boards, ready: true, schedulable: true, taints: [] }, resources);
}

describe('the GPUs of a node', () => {
  it('are 8 where 8 are time-sliced by four', () => {
    const labels = { 'nvidia.com/gpu.count': '8', 'nvidia.com/gpu.replicas': '4' };
    expect(countsOf(labels, [resource('nvidia.com/gpu', 32, 6)], 8)).toMatchObject({
      total: 8,
      allocatable: 8,
      allocated: 1.5,
      free: 6.5,
    });
  });

  it('are whole ones and those that MIG splits', () => {
    const counts = countsOf(
      A100,
      [
        resource('nvidia.com/gpu', 4, 2),
        resource('nvidia.com/mig-3g.40gb', 4, 1),
        resource('nvidia.com/mig-1g.10gb', 16, 4),
      ],
      8,
    );
    expect(counts.total).toBe(8);
    expect(counts.allocated).toBeCloseTo(2 + 3 / 7 + 4 / 7, 10);
    expect(counts.free).toBeCloseTo(2 + 9 / 7 + 12 / 7, 10);
  });

  it('are not the instances that the single MIG strategy calls GPUs', () => {
    const labels = {
      'nvidia.com/mig.strategy': 'single',
      'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb',
      'nvidia.com/gpu.count': '14',
    };
    const { total, allocated } = countsOf(labels, [resource('nvidia.com/gpu', 14, 7)], 2);
    expect(total).toBe(2);
    expect(allocated).toBeCloseTo(1, 10);
  });

  it('are there, but not to be had, before the device plugin says so', () => {
    expect(countsOf(A100, [], 0)).toMatchObject({ total: 8, allocatable: 0, allocated: 0, free: 0 });
  });

  it('are not to be had where they are unhealthy', () => {
    expect(countsOf(A100, [resource('nvidia.com/gpu', 8, 3, 7)], 7)).toMatchObject({
      total: 8,
      allocatable: 7,
      allocated: 3,
      free: 4,
    });
  });

  it('are told as whole ones and slices where claims hold a part of a board', () => {
    const counts = countsOf({}, [resource('gpu.nvidia.com', 8, 2 + 3 / 7)], 0);
    expect(counts.allocatedParts).toEqual({ whole: 2, parts: [{ unit: 'slice', of: 7, count: 3 }] });
    expect(counts.freeParts).toEqual({ whole: 5, parts: [{ unit: 'slice', of: 7, count: 4 }] });
  });

  it('are told as whole ones and shares where the device plugin hands each out several times', () => {
    const labels = { 'nvidia.com/gpu.count': '2', 'nvidia.com/gpu.replicas': '4' };
    const counts = countsOf(labels, [resource('nvidia.com/gpu', 8, 3)], 2);
    expect(counts.allocatedParts).toEqual({ whole: 0, parts: [{ unit: 'share', of: 4, count: 3 }] });
    expect(counts.freeParts).toEqual({ whole: 0, parts: [{ unit: 'share', of: 4, count: 5 }] });
  });

  it('are the devices, where memory and cores are handed out beside them', () => {
    const resources = [
      resource('volcano.sh/vgpu-number', 20, 5),
      resource('volcano.sh/vgpu-memory', 163_840, 40_000),
      resource('volcano.sh/vgpu-cores', 200, 50),
    ];
    expect(countsOf({}, resources, 0)).toMatchObject({ total: 20, allocated: 5 });
  });

  it('are never fewer than what is allocatable, nor that than what is free', () => {
    const amounts = fc.record({ capacity: fc.nat(64), unhealthy: fc.nat(8), requested: fc.nat(64) });
    const labels = fc.record({
      'nvidia.com/gpu.count': fc.nat(16).map(String),
      'nvidia.com/gpu.replicas': fc.constantFrom('0', '1', '4', '10'),
    });
    fc.assert(
      fc.property(amounts, labels, fc.nat(16), ({ capacity, unhealthy, requested }, own, reporting) => {
        const allocatable = Math.max(0, capacity - unhealthy);
        const held = Math.min(requested, allocatable);
        const counts = countsOf(own, [resource('nvidia.com/gpu', capacity, held, allocatable)], reporting);
        expect(counts.total).toBeGreaterThanOrEqual(counts.allocatable);
        expect(counts.allocatable + 1e-9).toBeGreaterThanOrEqual(counts.free ?? Number.NaN);
        expect(counts.total).toBeGreaterThanOrEqual(reporting);
      }),
    );
  });
});
