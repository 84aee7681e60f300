import type { ExporterEra } from '../simulation/plan.ts';
import type { DcgmField } from './dcgmFields.ts';
import { isSince } from './eras.ts';

/**
 * DCGM 4.6 renamed fields: same id, same unit (NVIDIA/DCGM, dcglib/dcgm_fields.h, where the old names are macros of the
 * new ones).
 */
const RENAMED: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_MEMORY_TEMP: 'DCGM_FI_DEV_MEMORY_TEMP_CELSIUS',
  DCGM_FI_DEV_GPU_TEMP: 'DCGM_FI_DEV_GPU_TEMP_CELSIUS',
  DCGM_FI_DEV_POWER_USAGE: 'DCGM_FI_DEV_BOARD_POWER_WATTS',
  DCGM_FI_DEV_POWER_MGMT_LIMIT: 'DCGM_FI_DEV_BOARD_POWER_LIMIT_REQUESTED_WATTS',
  DCGM_FI_DEV_PCIE_REPLAY_COUNTER: 'DCGM_FI_DEV_PCIE_REPLAY_TOTAL',
  DCGM_FI_DEV_GPU_UTIL: 'DCGM_FI_DEV_GPU_UTIL_RATIO',
  DCGM_FI_DEV_XID_ERRORS: 'DCGM_FI_DEV_XID_ERROR',
  DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS: 'DCGM_FI_DEV_ROW_REMAP_UNCORRECTABLE_TOTAL',
  DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS: 'DCGM_FI_DEV_ROW_REMAP_CORRECTABLE_TOTAL',
  DCGM_FI_DEV_ROW_REMAP_FAILURE: 'DCGM_FI_DEV_ROW_REMAP_FAILED',
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: 'DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO',
  DCGM_FI_PROF_SM_ACTIVE: 'DCGM_FI_PROF_SM_UTIL_RATIO',
  DCGM_FI_PROF_SM_OCCUPANCY: 'DCGM_FI_PROF_SM_OCCUPANCY_RATIO',
  DCGM_FI_PROF_PIPE_TENSOR_ACTIVE: 'DCGM_FI_PROF_TENSOR_UTIL_RATIO',
  DCGM_FI_PROF_PIPE_FP32_ACTIVE: 'DCGM_FI_PROF_FP32_UTIL_RATIO',
  DCGM_FI_PROF_PIPE_FP16_ACTIVE: 'DCGM_FI_PROF_FP16_UTIL_RATIO',
  DCGM_FI_PROF_DRAM_ACTIVE: 'DCGM_FI_PROF_DRAM_UTIL_RATIO',
};

interface BaseUnit {
  readonly name: string;
  /** Of the old unit's value. */
  readonly factor: number;
  readonly isFloat?: boolean;
}

const ratio = (name: string): BaseUnit => ({ name, factor: 0.01, isFloat: true });
const bytes = (name: string): BaseUnit => ({ name, factor: 2 ** 20 });

/**
 * DCGM 4.7 added fields in base units, with ids of their own (from 1600), which are what the exporter reads since 4.9.
 * GPU_UTIL_RATIO, under 4.6 the name of the percentage, is that of a ratio here.
 */
const BASE_UNITS: Readonly<Record<string, BaseUnit>> = {
  DCGM_FI_DEV_SM_CLOCK: { name: 'DCGM_FI_DEV_SM_CLOCK_HERTZ', factor: 1e6 },
  DCGM_FI_DEV_MEM_CLOCK: { name: 'DCGM_FI_DEV_MEMORY_CLOCK_HERTZ', factor: 1e6 },
  DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION: { name: 'DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL', factor: 1e-3 },
  DCGM_FI_DEV_GPU_UTIL: ratio('DCGM_FI_DEV_GPU_UTIL_RATIO'),
  DCGM_FI_DEV_MEM_COPY_UTIL: ratio('DCGM_FI_DEV_MEMORY_UTIL_RATIO'),
  DCGM_FI_DEV_ENC_UTIL: ratio('DCGM_FI_DEV_ENC_UTIL_RATIO'),
  DCGM_FI_DEV_DEC_UTIL: ratio('DCGM_FI_DEV_DEC_UTIL_RATIO'),
  DCGM_FI_DEV_FB_FREE: bytes('DCGM_FI_DEV_FB_FREE_BYTES'),
  DCGM_FI_DEV_FB_USED: bytes('DCGM_FI_DEV_FB_USED_BYTES'),
  DCGM_FI_DEV_FB_RESERVED: bytes('DCGM_FI_DEV_FB_RESERVED_BYTES'),
  DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL: {
    name: 'DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND',
    factor: 1e6,
  },
  DCGM_FI_DEV_POWER_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_POWER_THROTTLE_SECONDS_TOTAL',
    factor: 1e-9,
    isFloat: true,
  },
  DCGM_FI_DEV_THERMAL_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL',
    factor: 1e-9,
    isFloat: true,
  },
};

/** A field as exporters of this generation print it: its name, and its value in the unit that goes with that. */
export function printedAs(field: DcgmField, era: ExporterEra): DcgmField {
  const base = isSince('4.9', era) ? BASE_UNITS[field.name] : undefined;
  if (base !== undefined) {
    const { name, factor, isFloat = false } = base;
    return { ...field, name, isFloat, factor };
  }
  const name = isSince('4.8.3', era) ? RENAMED[field.name] : undefined;
  return name === undefined ? field : { ...field, name };
}
