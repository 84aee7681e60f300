import { describe, expect, it } from 'vitest';
import { countBoards } from './boards.ts';
import { gpuShare } from './gpuShare.ts';

const A100 = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB' };
const sliced = { 'nvidia.com/gpu.replicas': '4', 'nvidia.com/gpu.count': '8' };
const single = {
  'nvidia.com/mig.strategy': 'single',
  'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb',
};

describe('the share of a GPU that a unit of a resource stands for', () => {
  it.each([
    ['a whole GPU', 'nvidia.com/gpu', A100, 8, 1],
    [
      'a whole GPU where sharing is off (replicas 0)',
      'nvidia.com/gpu',
      { 'nvidia.com/gpu.replicas': '0' },
      8,
      1,
    ],
    ['a time-sliced replica', 'nvidia.com/gpu', sliced, 32, 1 / 4],
    ['a renamed time-sliced replica', 'nvidia.com/gpu.shared', sliced, 32, 1 / 4],
    ['a replica that no label tells', 'nvidia.com/gpu', { 'nvidia.com/gpu.count': '2' }, 20, 1 / 10],
    ['a MIG instance', 'nvidia.com/mig-3g.40gb', A100, 1, 3 / 7],
    ['a MIG instance with media extensions', 'nvidia.com/mig-1g.10gb.me', A100, 1, 1 / 7],
    [
      'a MIG instance of an A30',
      'nvidia.com/mig-2g.12gb',
      { 'nvidia.com/gpu.product': 'NVIDIA-A30' },
      1,
      2 / 4,
    ],
    [
      'a time-sliced MIG instance',
      'nvidia.com/mig-1g.10gb.shared',
      { ...A100, 'nvidia.com/mig-1g.10gb.replicas': '2' },
      14,
      1 / 14,
    ],
    ['a MIG instance under the single strategy', 'nvidia.com/gpu', single, 7, 1 / 7],
    ['a vGPU of Volcano', 'volcano.sh/vgpu-number', { 'nvidia.com/gpu.count': '2' }, 20, 1 / 10],
    ['another vendor’s GPU beside NVIDIA’s', 'amd.com/gpu', { 'nvidia.com/gpu.count': '2' }, 4, 1],
    ['another vendor’s GPU', 'amd.com/gpu', {}, 8, 1],
    ['an amount of memory (HAMi)', 'nvidia.com/gpumem', {}, 81_920, 0],
    ['an amount of memory (Volcano)', 'volcano.sh/vgpu-memory', {}, 81_920, 0],
    ['an amount of cores', 'nvidia.com/gpucores', {}, 800, 0],
    ['Intel’s monitoring resource', 'gpu.intel.com/i915_monitoring', {}, 1, 0],
  ])('%s', (_what, resource, labels, capacity, share) => {
    const amounts = { [resource]: capacity };
    const boards = countBoards({
      labels,
      capacity: amounts,
      allocatable: amounts,
      cards: [],
      reporting: { uuids: 0, models: [] },
      slices: 0,
    });
    expect(gpuShare(resource, { labels, capacity: amounts, boards })).toBeCloseTo(share, 10);
  });
});
