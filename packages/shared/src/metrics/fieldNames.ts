/** A name under which a cluster holds a DCGM field, and the factor that turns its samples into the field's own unit. */
export interface FieldName {
  readonly name: string;
  readonly factor: number;
}

/**
 * What exporters started for compatibility with 1.x call DCGM's fields (dcgm-exporter, etc/1.x-compatibility-metrics.csv).
 * Profiling fields keep their name there, in lower case.
 */
const NAMES_OF_1X: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_SM_CLOCK: 'dcgm_sm_clock',
  DCGM_FI_DEV_MEM_CLOCK: 'dcgm_memory_clock',
  DCGM_FI_DEV_MEMORY_TEMP: 'dcgm_memory_temp',
  DCGM_FI_DEV_GPU_TEMP: 'dcgm_gpu_temp',
  DCGM_FI_DEV_POWER_USAGE: 'dcgm_power_usage',
  DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION: 'dcgm_total_energy_consumption',
  DCGM_FI_DEV_PCIE_REPLAY_COUNTER: 'dcgm_pcie_replay_counter',
  DCGM_FI_DEV_GPU_UTIL: 'dcgm_gpu_utilization',
  DCGM_FI_DEV_MEM_COPY_UTIL: 'dcgm_mem_copy_utilization',
  DCGM_FI_DEV_ENC_UTIL: 'dcgm_enc_utilization',
  DCGM_FI_DEV_DEC_UTIL: 'dcgm_dec_utilization',
  DCGM_FI_DEV_XID_ERRORS: 'dcgm_xid_errors',
  DCGM_FI_DEV_POWER_VIOLATION: 'dcgm_power_violation',
  DCGM_FI_DEV_THERMAL_VIOLATION: 'dcgm_thermal_violation',
  DCGM_FI_DEV_SYNC_BOOST_VIOLATION: 'dcgm_sync_boost_violation',
  DCGM_FI_DEV_BOARD_LIMIT_VIOLATION: 'dcgm_board_limit_violation',
  DCGM_FI_DEV_LOW_UTIL_VIOLATION: 'dcgm_low_util_violation',
  DCGM_FI_DEV_RELIABILITY_VIOLATION: 'dcgm_reliability_violation',
  DCGM_FI_DEV_FB_FREE: 'dcgm_fb_free',
  DCGM_FI_DEV_FB_USED: 'dcgm_fb_used',
  DCGM_FI_DEV_ECC_SBE_VOL_TOTAL: 'dcgm_ecc_sbe_volatile_total',
  DCGM_FI_DEV_ECC_DBE_VOL_TOTAL: 'dcgm_ecc_dbe_volatile_total',
  DCGM_FI_DEV_ECC_SBE_AGG_TOTAL: 'dcgm_ecc_sbe_aggregate_total',
  DCGM_FI_DEV_ECC_DBE_AGG_TOTAL: 'dcgm_ecc_dbe_aggregate_total',
  DCGM_FI_DEV_RETIRED_SBE: 'dcgm_retired_pages_sbe',
  DCGM_FI_DEV_RETIRED_DBE: 'dcgm_retired_pages_dbe',
  DCGM_FI_DEV_RETIRED_PENDING: 'dcgm_retired_pages_pending',
  DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL: 'dcgm_nvlink_flit_crc_error_count_total',
  DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL: 'dcgm_nvlink_data_crc_error_count_total',
  DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL: 'dcgm_nvlink_replay_error_count_total',
  DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL: 'dcgm_nvlink_recovery_error_count_total',
  DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL: 'dcgm_nvlink_bandwidth_total',
};

/** What DCGM calls the fields that the console reads since 4.6, in the units that they had (dcgm_fields.h of 4.6 and 4.7). */
const NAMES_SINCE_4_6: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_MEMORY_TEMP: 'DCGM_FI_DEV_MEMORY_TEMP_CELSIUS',
  DCGM_FI_DEV_GPU_TEMP: 'DCGM_FI_DEV_GPU_TEMP_CELSIUS',
  DCGM_FI_DEV_POWER_USAGE: 'DCGM_FI_DEV_BOARD_POWER_WATTS',
  DCGM_FI_DEV_POWER_MGMT_LIMIT: 'DCGM_FI_DEV_BOARD_POWER_LIMIT_REQUESTED_WATTS',
  DCGM_FI_DEV_ENFORCED_POWER_LIMIT: 'DCGM_FI_DEV_BOARD_POWER_LIMIT_ENFORCED_WATTS',
  DCGM_FI_DEV_FABRIC_MANAGER_ERROR_CODE: 'DCGM_FI_DEV_FABRIC_MANAGER_ERROR',
  DCGM_FI_DEV_PCIE_REPLAY_COUNTER: 'DCGM_FI_DEV_PCIE_REPLAY_TOTAL',
  DCGM_FI_DEV_XID_ERRORS: 'DCGM_FI_DEV_XID_ERROR',
  DCGM_FI_DEV_RETIRED_SBE: 'DCGM_FI_DEV_PAGE_RETIRED_SBE_TOTAL',
  DCGM_FI_DEV_RETIRED_DBE: 'DCGM_FI_DEV_PAGE_RETIRED_DBE_TOTAL',
  DCGM_FI_DEV_RETIRED_PENDING: 'DCGM_FI_DEV_PAGE_RETIRED_PENDING',
  DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS: 'DCGM_FI_DEV_ROW_REMAP_UNCORRECTABLE_TOTAL',
  DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS: 'DCGM_FI_DEV_ROW_REMAP_CORRECTABLE_TOTAL',
  DCGM_FI_DEV_ROW_REMAP_FAILURE: 'DCGM_FI_DEV_ROW_REMAP_FAILED',
  DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL: 'DCGM_FI_DEV_NVLINK_THROUGHPUT_TOTAL',
  DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL: 'DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_TOTAL',
  DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL: 'DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_TOTAL',
  DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL: 'DCGM_FI_DEV_NVLINK_REPLAY_ERROR_TOTAL',
  DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL: 'DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_TOTAL',
  DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS: 'DCGM_FI_DEV_SXID_FATAL_ERROR',
  DCGM_FI_DEV_NVSWITCH_NON_FATAL_ERRORS: 'DCGM_FI_DEV_SXID_NON_FATAL_ERROR',
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: 'DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO',
  DCGM_FI_PROF_SM_ACTIVE: 'DCGM_FI_PROF_SM_UTIL_RATIO',
  DCGM_FI_PROF_SM_OCCUPANCY: 'DCGM_FI_PROF_SM_OCCUPANCY_RATIO',
  DCGM_FI_PROF_PIPE_TENSOR_ACTIVE: 'DCGM_FI_PROF_TENSOR_UTIL_RATIO',
  DCGM_FI_PROF_DRAM_ACTIVE: 'DCGM_FI_PROF_DRAM_UTIL_RATIO',
  DCGM_FI_PROF_PIPE_FP64_ACTIVE: 'DCGM_FI_PROF_FP64_UTIL_RATIO',
  DCGM_FI_PROF_PIPE_FP32_ACTIVE: 'DCGM_FI_PROF_FP32_UTIL_RATIO',
  DCGM_FI_PROF_PIPE_FP16_ACTIVE: 'DCGM_FI_PROF_FP16_UTIL_RATIO',
};

const MEBIBYTE = 1024 * 1024;
const MEGA = 1e6;
const GIGA = 1e9;

/** The percentage that DCGM 4.6 exports under the name of the ratio that it became in 4.7 (field 203, then 1613). */
export const PERCENT_OR_RATIO = 'DCGM_FI_DEV_GPU_UTIL_RATIO';

/**
 * DCGM 4.7's fields in base units beside those that they came from (its field identifiers 1600 to 1649; NVIDIA/go-dcgm,
 * pkg/dcgm, tests of the base-unit fields), and one of them in the field's old unit.
 */
export const BASE_UNIT_FIELDS: Readonly<Record<string, FieldName>> = {
  DCGM_FI_DEV_BAR1_TOTAL: { name: 'DCGM_FI_DEV_BAR1_CAPACITY_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_BAR1_USED: { name: 'DCGM_FI_DEV_BAR1_USED_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_BAR1_FREE: { name: 'DCGM_FI_DEV_BAR1_FREE_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_SM_CLOCK: { name: 'DCGM_FI_DEV_SM_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_MEM_CLOCK: { name: 'DCGM_FI_DEV_MEMORY_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_VIDEO_CLOCK: { name: 'DCGM_FI_DEV_VIDEO_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_APP_SM_CLOCK: { name: 'DCGM_FI_DEV_SM_APP_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_APP_MEM_CLOCK: { name: 'DCGM_FI_DEV_MEMORY_APP_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_MAX_SM_CLOCK: { name: 'DCGM_FI_DEV_SM_MAX_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_MAX_MEM_CLOCK: { name: 'DCGM_FI_DEV_MEMORY_MAX_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_MAX_VIDEO_CLOCK: { name: 'DCGM_FI_DEV_VIDEO_MAX_CLOCK_HERTZ', factor: 1 / MEGA },
  DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION: { name: 'DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL', factor: 1000 },
  DCGM_FI_DEV_FAN_SPEED: { name: 'DCGM_FI_DEV_FAN_SPEED_RATIO', factor: 100 },
  DCGM_FI_DEV_GPU_UTIL: { name: PERCENT_OR_RATIO, factor: 100 },
  DCGM_FI_DEV_MEM_COPY_UTIL: { name: 'DCGM_FI_DEV_MEMORY_UTIL_RATIO', factor: 100 },
  DCGM_FI_DEV_ENC_UTIL: { name: 'DCGM_FI_DEV_ENC_UTIL_RATIO', factor: 100 },
  DCGM_FI_DEV_DEC_UTIL: { name: 'DCGM_FI_DEV_DEC_UTIL_RATIO', factor: 100 },
  DCGM_FI_DEV_FB_TOTAL: { name: 'DCGM_FI_DEV_FB_CAPACITY_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_FB_FREE: { name: 'DCGM_FI_DEV_FB_FREE_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_FB_USED: { name: 'DCGM_FI_DEV_FB_USED_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_FB_RESERVED: { name: 'DCGM_FI_DEV_FB_RESERVED_BYTES', factor: 1 / MEBIBYTE },
  DCGM_FI_DEV_POWER_VIOLATION: { name: 'DCGM_FI_DEV_GPU_POWER_THROTTLE_SECONDS_TOTAL', factor: GIGA },
  DCGM_FI_DEV_THERMAL_VIOLATION: { name: 'DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL', factor: GIGA },
  DCGM_FI_DEV_SYNC_BOOST_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_SYNC_BOOST_THROTTLE_SECONDS_TOTAL',
    factor: GIGA,
  },
  DCGM_FI_DEV_BOARD_LIMIT_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_LIMIT_THROTTLE_SECONDS_TOTAL',
    factor: GIGA,
  },
  DCGM_FI_DEV_LOW_UTIL_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_LOW_UTIL_THROTTLE_SECONDS_TOTAL',
    factor: GIGA,
  },
  DCGM_FI_DEV_RELIABILITY_VIOLATION: {
    name: 'DCGM_FI_DEV_GPU_RELIABILITY_THROTTLE_SECONDS_TOTAL',
    factor: GIGA,
  },
  DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL: {
    name: 'DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND',
    factor: 1 / MEGA,
  },
};

/** Every name that a DCGM field has had, the newest first. */
function namesOf(field: string): readonly FieldName[] {
  const base = BASE_UNIT_FIELDS[field];
  const same = [NAMES_SINCE_4_6[field], field, field.toLowerCase(), NAMES_OF_1X[field]];
  return [
    ...(base === undefined ? [] : [base]),
    ...same.flatMap((name) => (name === undefined ? [] : [{ name, factor: 1 }])),
  ];
}

/** The names under which a cluster holds a DCGM field: exporters of several eras may run side by side, the newest comes first. */
export function exportedAs(field: string, exported: ReadonlySet<string>): readonly FieldName[] {
  return namesOf(field).filter(({ name }) => exported.has(name));
}

/** Names that this cluster has had for fields that it exports now under others: the same metrics of another era. */
export function formerNames(past: Iterable<string>, exported: ReadonlySet<string>): readonly string[] {
  const former = new Set(past);
  return [...FIELDS].flatMap((field) =>
    exportedAs(field, exported).length === 0 ? [] : exportedAs(field, former).map(({ name }) => name),
  );
}

const FIELDS: ReadonlySet<string> = new Set(
  [NAMES_OF_1X, NAMES_SINCE_4_6, BASE_UNIT_FIELDS].flatMap((names) => Object.keys(names)),
);

/** Those names alone. */
export function exportedNames(field: string, exported: ReadonlySet<string>): readonly string[] {
  return exportedAs(field, exported).map(({ name }) => name);
}
