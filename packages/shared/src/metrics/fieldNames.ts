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

/** The names under which a cluster holds a DCGM field: its own, and 1.x's where old exporters run beside newer ones. */
export function exportedNames(field: string, exported: ReadonlySet<string>): readonly string[] {
  const names = [field, field.toLowerCase(), NAMES_OF_1X[field]];
  return names.filter((name) => name !== undefined).filter((name) => exported.has(name));
}
