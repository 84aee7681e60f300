import { describe, expect, it } from 'vitest';
import { isGpuResource } from './gpuResources.ts';

describe('GPU resources', () => {
  it.each([
    'nvidia.com/gpu',
    'nvidia.com/gpu.shared',
    'nvidia.com/mig-1g.5gb',
    'nvidia.com/mig-1g.10gb',
    'nvidia.com/mig-7g.80gb',
    'nvidia.com/mig-1g.5gb.me',
    'nvidia.com/mig-1g.10gb.shared',
  ])('%s stands for GPUs', (name) => {
    expect(isGpuResource(name)).toBe(true);
  });

  it.each([
    'cpu',
    'memory',
    'gpu',
    'amd.com/gpu',
    'nvidia.com/gpumem',
    'nvidia.com/gpu.count',
    'nvidia.com/mig-',
    'requests.nvidia.com/gpu',
    'nvidia.com/hostdev',
    'mynvidia.com/gpu',
    'nvidia.com/gpu ',
  ])('%j does not', (name) => {
    expect(isGpuResource(name)).toBe(false);
  });
});
