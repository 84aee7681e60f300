/**
 * What etc/1.x-compatibility-metrics.csv lists of dcgm-exporter's default fields, in its names. Profiling fields are there
 * in lower case.
 */
const NAMES: Readonly<Record<string, string>> = {
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
  DCGM_FI_DEV_FB_FREE: 'dcgm_fb_free',
  DCGM_FI_DEV_FB_USED: 'dcgm_fb_used',
  DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL: 'dcgm_nvlink_bandwidth_total',
};

/** A field's name of 1.x; undefined for a field that 1.x did not have. */
export function nameOf1x(field: string): string | undefined {
  return field.startsWith('DCGM_FI_PROF_') ? field.toLowerCase() : NAMES[field];
}
