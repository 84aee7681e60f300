import { describe, expect, it } from 'vitest';
import { GPU_RESOURCE_PATTERN, gpuResourceTest } from './gpuResources.ts';

const isGpuResource = gpuResourceTest();

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

  it.each([
    ['amd.com/gpu', 'amd.com/gpu', true],
    ['amd.com/gpu', 'amd.com/gpus', false],
    ['amd.com/gpu', 'amdxcom/gpu', false],
    ['gpu.intel.com/*', 'gpu.intel.com/i915', true],
    ['gpu.intel.com/*', 'gpu.intel.com/', true],
    ['gpu.intel.com/*', 'sgx.intel.com/epc', false],
    ['nvidia.com/gpumem*', 'nvidia.com/gpumem-percentage', true],
    ['volcano.sh/vgpu-*', 'volcano.sh/vgpu-number', true],
    ['*/gpu', 'example.com/gpu', true],
    ['*/gpu', 'a/b/gpu', false],
  ])('with %s added, %s: %s', (pattern, name, expected) => {
    expect(gpuResourceTest([pattern])(name)).toBe(expected);
  });

  it.each(['amd.com/gpu', 'gpu.intel.com/*', 'volcano.sh/vgpu-number'])('%s can be added', (pattern) => {
    expect(pattern).toMatch(GPU_RESOURCE_PATTERN);
  });

  it.each(['', 'gpu', '/gpu', 'amd.com/', 'a/b/c', 'amd.com/g pu', 'amd.com/(gpu)'])(
    '%j cannot',
    (pattern) => {
      expect(pattern).not.toMatch(GPU_RESOURCE_PATTERN);
    },
  );
});
