import type { Gpu } from '../simulation/gpu.ts';

/**
 * DCGM's "not supported" of each type (dcgm_structs.h: int64, int32, double), and 2^64 - 1, as exporters that filter
 * nothing print them.
 */
const INT64 = '9223372036854775794';
const INT32 = '2147483632';
const DOUBLE = '140737488355328.000000';
const UNSIGNED = '18446744073709551615';

/** The blank that DCGM has for a field of a board that has nothing of the kind; undefined where the board has it. */
export function blankOf(field: string, { product }: Gpu): string | undefined {
  if (field === 'DCGM_FI_DEV_MEMORY_TEMP') return product.hasMemoryTemperature ? undefined : INT64;
  if (field === 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL')
    return product.nvlinkBytesPerSecond > 0 ? undefined : UNSIGNED;
  if (/_REMAPPED_ROWS$|_REMAP_FAILURE$/.test(field)) return isSince(8, product) ? undefined : INT32;
  if (field.startsWith('DCGM_FI_PROF_NVLINK_') && product.nvlinkBytesPerSecond === 0) return DOUBLE;
  if (field.startsWith('DCGM_FI_DEV_FB_')) return product.hasUnifiedMemory ? INT64 : undefined;
  // The profiling module needs Volta or later.
  if (field.startsWith('DCGM_FI_PROF_'))
    return isSince(7, product) && !product.lacksProfiling ? undefined : DOUBLE;
  return undefined;
}

function isSince(major: number, { computeCapability }: Gpu['product']): boolean {
  return computeCapability[0] >= major;
}
