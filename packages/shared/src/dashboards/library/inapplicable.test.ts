import { describe, expect, it } from 'vitest';
import { whyInapplicable } from './inapplicable.ts';

const whole = (product: string | null) => ({ product, isInstance: false });
const instance = { product: 'NVIDIA A100-SXM4-40GB', isInstance: true };

describe('what a device cannot have', () => {
  it.each([
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', whole('Tesla P100-PCIE-16GB'), 'profiling'],
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', whole('Tesla-P40'), 'profiling'],
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', whole('Tesla V100-SXM2-32GB'), null],
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', whole(null), null],
    ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', whole('Tesla M60'), 'energy'],
    ['DCGM_FI_PROF_NVLINK_RX_BYTES', whole('NVIDIA L40S'), 'nvlink'],
    ['DCGM_FI_PROF_NVLINK_RX_BYTES', whole('NVIDIA H100 PCIe'), null],
    ['DCGM_FI_DEV_MEMORY_TEMP', whole('Tesla T4'), 'memoryTemperature'],
    ['DCGM_FI_DEV_MEMORY_TEMP', whole('NVIDIA A100 80GB PCIe'), null],
    ['DCGM_FI_DEV_ROW_REMAP_FAILURE', whole('Tesla T4'), 'rowRemapping'],
    ['DCGM_FI_DEV_ROW_REMAP_FAILURE', whole('NVIDIA RTX A6000'), null],
    ['DCGM_FI_DEV_RETIRED_SBE', whole('NVIDIA H200'), 'pageRetirement'],
    ['DCGM_FI_DEV_RETIRED_SBE', whole('NVIDIA GB200'), 'pageRetirement'],
    ['DCGM_FI_DEV_RETIRED_SBE', whole('Tesla V100-SXM2-32GB'), null],
    ['DCGM_FI_DEV_GPU_UTIL', instance, 'instance'],
    ['DCGM_FI_DEV_XID_ERRORS', instance, 'instance'],
    ['DCGM_FI_DEV_FB_USED', instance, null],
    ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', instance, null],
  ] as const)('%s of %o: %s', (field, device, why) => {
    expect(whyInapplicable([field], [device])).toBe(why);
  });

  it('is left out only where no device and no field can have a value', () => {
    const fields = ['DCGM_FI_PROF_DRAM_ACTIVE', 'DCGM_FI_DEV_MEM_COPY_UTIL'];
    expect(whyInapplicable(fields, [whole('Tesla P40')])).toBeNull();
    expect(whyInapplicable(['DCGM_FI_PROF_DRAM_ACTIVE'], [whole('Tesla P40'), whole('Tesla T4')])).toBeNull();
    expect(whyInapplicable(['DCGM_FI_PROF_DRAM_ACTIVE'], [])).toBeNull();
  });
});
