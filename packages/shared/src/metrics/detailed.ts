import type { ChartedMetric, Metric } from './metric.ts';

const MEBIBYTE = 1024 * 1024;
const PERCENT = 0.01;
const MEGABYTE = 1e6;
const NANOSECOND = 1e-9;

/** The limit in force comes before the one that was set: the lowest of several limits holds. */
export const POWER_LIMIT_FIELDS = [
  'DCGM_FI_DEV_ENFORCED_POWER_LIMIT',
  'DCGM_FI_DEV_POWER_MGMT_LIMIT',
] as const;

/**
 * The catalogue's second half: what only the pages of a GPU, node or pod chart, and the Overview does not wait for.
 * Fields, units and kinds as in dcgm-exporter's counters lists, those that they leave commented out too; but for
 * DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL, which they call a counter and which is a rate in MB/s (DCGM, DcgmCacheManager.cpp,
 * ReadAndCacheNvLinkBandwidth; NVIDIA/dcgm-exporter PR 658).
 */
export const detailedCatalogue = [
  {
    id: 'smOccupancy',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_SM_OCCUPANCY', scale: 1 }],
    name: { en: 'SM occupancy', 'zh-CN': 'SM 占用率' },
    help: {
      en: 'Warps resident on the streaming multiprocessors, as a share of the maximum.',
      'zh-CN': 'SM 上驻留的 warp 数占理论最大值的比例。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'fp64Activity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_PIPE_FP64_ACTIVE', scale: 1 }],
    name: { en: 'FP64 activity', 'zh-CN': 'FP64 活动' },
    help: {
      en: 'Share of cycles in which the FP64 pipe was active.',
      'zh-CN': 'FP64 流水线处于活动状态的周期占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'fp32Activity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_PIPE_FP32_ACTIVE', scale: 1 }],
    name: { en: 'FP32 activity', 'zh-CN': 'FP32 活动' },
    help: {
      en: 'Share of cycles in which the FP32 pipe was active.',
      'zh-CN': 'FP32 流水线处于活动状态的周期占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'fp16Activity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_PIPE_FP16_ACTIVE', scale: 1 }],
    name: { en: 'FP16 activity', 'zh-CN': 'FP16 活动' },
    help: {
      en: 'Share of cycles in which the FP16 pipe was active.',
      'zh-CN': 'FP16 流水线处于活动状态的周期占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'encoder',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ENC_UTIL', scale: PERCENT }],
    name: { en: 'Video encoder', 'zh-CN': '视频编码器' },
    help: { en: 'Share of time in which the video encoder was busy.', 'zh-CN': '视频编码器忙碌的时间占比。' },
    across: 'mean',
    max: 1,
  },
  {
    id: 'decoder',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_DEC_UTIL', scale: PERCENT }],
    name: { en: 'Video decoder', 'zh-CN': '视频解码器' },
    help: { en: 'Share of time in which the video decoder was busy.', 'zh-CN': '视频解码器忙碌的时间占比。' },
    across: 'mean',
    max: 1,
  },
  {
    id: 'memoryReserved',
    group: 'memory',
    unit: 'bytes',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_FB_RESERVED', scale: MEBIBYTE }],
    name: { en: 'Memory reserved', 'zh-CN': '保留显存' },
    help: { en: 'Framebuffer memory that the driver keeps for itself.', 'zh-CN': '驱动自身保留的显存。' },
    across: 'sum',
  },
  {
    id: 'powerLimit',
    group: 'power',
    unit: 'watts',
    kind: 'gauge',
    fields: POWER_LIMIT_FIELDS.map((field) => ({ field, scale: 1 })),
    name: { en: 'Power limit', 'zh-CN': '功率上限' },
    help: {
      en: 'The power that the board may draw at most, as set now.',
      'zh-CN': '当前设定的板卡最大功耗。',
    },
    across: 'sum',
  },
  {
    id: 'pcieReplays',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_PCIE_REPLAY_COUNTER', scale: 1 }],
    name: { en: 'PCIe replays', 'zh-CN': 'PCIe 重传' },
    help: {
      en: 'Packets replayed over PCIe per second; many mean a bad slot, riser or cable.',
      'zh-CN': '每秒 PCIe 重传次数；次数多说明插槽、转接卡或线缆有问题。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkReceive',
    group: 'interconnect',
    unit: 'bytesPerSecond',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_NVLINK_RX_BYTES', scale: 1 }],
    name: { en: 'NVLink received', 'zh-CN': 'NVLink 接收' },
    help: {
      en: 'Data received over NVLink per second, headers not included.',
      'zh-CN': '每秒经 NVLink 接收的数据量（不含协议头）。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkTransmit',
    group: 'interconnect',
    unit: 'bytesPerSecond',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_NVLINK_TX_BYTES', scale: 1 }],
    name: { en: 'NVLink sent', 'zh-CN': 'NVLink 发送' },
    help: {
      en: 'Data sent over NVLink per second, headers not included.',
      'zh-CN': '每秒经 NVLink 发送的数据量（不含协议头）。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkThroughput',
    group: 'interconnect',
    unit: 'bytesPerSecond',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', scale: MEGABYTE }],
    name: { en: 'NVLink, both directions', 'zh-CN': 'NVLink 双向合计' },
    help: {
      en: 'Data over all NVLinks per second, sent and received together.',
      'zh-CN': '每秒经所有 NVLink 收发的数据总量。',
    },
    across: 'sum',
  },
  {
    id: 'eccSingleBit',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', scale: 1 }],
    name: { en: 'ECC errors, single-bit', 'zh-CN': 'ECC 单比特错误' },
    help: {
      en: 'Memory errors that were corrected, counted since the driver was loaded.',
      'zh-CN': '已纠正的显存错误，自驱动加载以来累计。',
    },
    across: 'sum',
  },
  {
    id: 'eccSingleBitLifetime',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ECC_SBE_AGG_TOTAL', scale: 1 }],
    name: { en: 'ECC errors, single-bit, lifetime', 'zh-CN': 'ECC 单比特错误（终身累计）' },
    help: {
      en: 'Memory errors that were corrected, counted over the GPU’s life.',
      'zh-CN': '已纠正的显存错误，在 GPU 整个生命周期内累计。',
    },
    across: 'sum',
  },
  {
    id: 'eccDoubleBit',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', scale: 1 }],
    name: { en: 'ECC errors, double-bit', 'zh-CN': 'ECC 双比特错误' },
    help: {
      en: 'Memory errors that could not be corrected, counted since the driver was loaded.',
      'zh-CN': '无法纠正的显存错误，自驱动加载以来累计。',
    },
    across: 'sum',
  },
  {
    id: 'eccDoubleBitLifetime',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ECC_DBE_AGG_TOTAL', scale: 1 }],
    name: { en: 'ECC errors, double-bit, lifetime', 'zh-CN': 'ECC 双比特错误（终身累计）' },
    help: {
      en: 'Memory errors that could not be corrected, counted over the GPU’s life.',
      'zh-CN': '无法纠正的显存错误，在 GPU 整个生命周期内累计。',
    },
    across: 'sum',
  },
  {
    id: 'rowsCorrectable',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', scale: 1 },
      { field: 'DCGM_FI_DEV_RETIRED_SBE', scale: 1 },
    ],
    name: { en: 'Rows remapped, correctable', 'zh-CN': '已重映射行（可纠正错误）' },
    help: {
      en: 'Memory rows replaced by spare ones for correctable errors; before Ampere, pages retired.',
      'zh-CN': '因可纠正错误而替换为备用行的显存行；Ampere 之前为停用的页。',
    },
    across: 'sum',
  },
  {
    id: 'rowsUncorrectable',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', scale: 1 },
      { field: 'DCGM_FI_DEV_RETIRED_DBE', scale: 1 },
    ],
    name: { en: 'Rows remapped, uncorrectable', 'zh-CN': '已重映射行（不可纠正错误）' },
    help: {
      en: 'Memory rows replaced by spare ones for uncorrectable errors; before Ampere, pages retired.',
      'zh-CN': '因不可纠正错误而替换为备用行的显存行；Ampere 之前为停用的页。',
    },
    across: 'sum',
  },
  {
    id: 'rowRemapPending',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_DEV_ROW_REMAP_PENDING', scale: 1 },
      { field: 'DCGM_FI_DEV_RETIRED_PENDING', scale: 1 },
    ],
    name: { en: 'Row remapping pending', 'zh-CN': '待生效的行重映射' },
    help: {
      en: 'Rows (before Ampere, pages) that are replaced at the next reset of the GPU.',
      'zh-CN': '将在 GPU 下次重置时替换的显存行（Ampere 之前为页）。',
    },
    across: 'max',
  },
  {
    id: 'rowRemapFailure',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_ROW_REMAP_FAILURE', scale: 1 }],
    name: { en: 'Row remapping failed', 'zh-CN': '行重映射失败' },
    help: {
      en: '1 where a row could not be replaced: there are no spares left, and the GPU should be replaced.',
      'zh-CN': '1 表示无法再替换显存行：备用行已用尽，应更换 GPU。',
    },
    across: 'max',
  },
] as const satisfies readonly ChartedMetric[];

/**
 * Share of time in which the clocks were throttled, by cause. The counters are in nanoseconds whatever the list of the
 * version says: NVIDIA/DCGM PR 266 and NVIDIA/dcgm-exporter PR 589 corrected the lists of before 4.5, which said microseconds.
 */
export const throttlingCatalogue = [
  {
    id: 'powerViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_POWER_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by the power limit', 'zh-CN': '因功率上限降频' },
    help: {
      en: 'Share of time in which the power limit throttled the clocks.',
      'zh-CN': '因功率上限而降频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'thermalViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_THERMAL_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by heat', 'zh-CN': '因过热降频' },
    help: {
      en: 'Share of time in which heat throttled the clocks.',
      'zh-CN': '因过热而降频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'syncBoostViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_SYNC_BOOST_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by sync boost', 'zh-CN': '因同步加速降频' },
    help: {
      en: 'Share of time in which a slower GPU of the same group throttled the clocks.',
      'zh-CN': '因同组中较慢的 GPU 而降频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'boardLimitViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_BOARD_LIMIT_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by the board', 'zh-CN': '因板卡限制降频' },
    help: {
      en: 'Share of time in which a limit of the board, such as its voltage, throttled the clocks.',
      'zh-CN': '因板卡自身限制（如电压）而降频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'lowUtilViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_LOW_UTIL_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by low utilization', 'zh-CN': '因负载过低降频' },
    help: {
      en: 'Share of time in which there was too little work for higher clocks.',
      'zh-CN': '因负载过低而未升频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'reliabilityViolation',
    group: 'clocks',
    unit: 'ratio',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_RELIABILITY_VIOLATION', scale: NANOSECOND }],
    name: { en: 'Throttled by reliability', 'zh-CN': '因可靠性限制降频' },
    help: {
      en: 'Share of time in which the board’s reliability voltage throttled the clocks.',
      'zh-CN': '因板卡可靠性电压限制而降频的时间占比。',
    },
    across: 'mean',
    max: 1,
  },
] as const satisfies readonly ChartedMetric[];

/** What went wrong on the NVLinks, and was noticed there. */
export const nvlinkErrorCatalogue = [
  {
    id: 'nvlinkFlitErrors',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL', scale: 1 }],
    name: { en: 'NVLink CRC errors, flow control', 'zh-CN': 'NVLink 流控 CRC 错误' },
    help: {
      en: 'Flow-control packets that arrived damaged, per second.',
      'zh-CN': '每秒收到的损坏流控包数。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkDataErrors',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL', scale: 1 }],
    name: { en: 'NVLink CRC errors, data', 'zh-CN': 'NVLink 数据 CRC 错误' },
    help: {
      en: 'Data packets that arrived damaged, per second.',
      'zh-CN': '每秒收到的损坏数据包数。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkReplays',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', scale: 1 }],
    name: { en: 'NVLink replays', 'zh-CN': 'NVLink 重传' },
    help: {
      en: 'Packets replayed per second.',
      'zh-CN': '每秒重传次数。',
    },
    across: 'sum',
  },
  {
    id: 'nvlinkRecoveries',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', scale: 1 }],
    name: { en: 'NVLink recoveries', 'zh-CN': 'NVLink 链路恢复' },
    help: {
      en: 'Times a link had to recover, per second.',
      'zh-CN': '每秒链路恢复次数。',
    },
    across: 'sum',
  },
] as const satisfies readonly ChartedMetric[];

/** The entry of the catalogue’s second half; the id's type makes sure that there is one. */
export function detailedMetric(id: (typeof detailedCatalogue)[number]['id']): Metric {
  const found = detailedCatalogue.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no metric "${id}" in the detailed catalogue`);
  return found;
}

/** The field that says why the clocks are not at their highest, under its names of 3.x and of 4.x. */
export const CLOCK_EVENT_FIELDS = [
  'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
  'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
] as const;
