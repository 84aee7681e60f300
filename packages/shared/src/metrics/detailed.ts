import type { Metric } from './metric.ts';

const MEBIBYTE = 1024 * 1024;
const PERCENT = 0.01;

/** The limit in force comes before the one that was set: the lowest of several limits holds. */
export const POWER_LIMIT_FIELDS = [
  'DCGM_FI_DEV_ENFORCED_POWER_LIMIT',
  'DCGM_FI_DEV_POWER_MGMT_LIMIT',
] as const;

/**
 * The catalogue's second half: what only the pages of a GPU, node or pod chart, and the Overview does not wait for.
 * Fields, units and kinds as in dcgm-exporter's counters lists, those that they leave commented out too.
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
      en: 'Warps resident on the streaming multiprocessors, of the most that there could be.',
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
      en: 'Packets sent again over PCIe per second; many mean a bad slot, riser or cable.',
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
    id: 'nvlinkBandwidth',
    group: 'interconnect',
    unit: 'perSecond',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', scale: 1 }],
    name: { en: 'NVLink counter', 'zh-CN': 'NVLink 计数' },
    help: {
      en: 'Growth of the counter over all NVLinks. Its unit differs between versions of DCGM, so compare it with itself only.',
      'zh-CN': '所有 NVLink 计数器的增长速率。不同 DCGM 版本的单位不同，只宜与自身比较。',
    },
    across: 'sum',
  },
  {
    id: 'eccSingleBit',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', scale: 1 },
      { field: 'DCGM_FI_DEV_ECC_SBE_AGG_TOTAL', scale: 1 },
    ],
    name: { en: 'ECC errors, single-bit', 'zh-CN': 'ECC 单比特错误' },
    help: {
      en: 'Memory errors that were corrected, counted since the driver was loaded (aggregate: over the GPU’s life).',
      'zh-CN': '已纠正的显存错误，自驱动加载以来累计（aggregate 为整个生命周期）。',
    },
    across: 'sum',
  },
  {
    id: 'eccDoubleBit',
    group: 'errors',
    unit: 'count',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', scale: 1 },
      { field: 'DCGM_FI_DEV_ECC_DBE_AGG_TOTAL', scale: 1 },
    ],
    name: { en: 'ECC errors, double-bit', 'zh-CN': 'ECC 双比特错误' },
    help: {
      en: 'Memory errors that could not be corrected, counted since the driver was loaded (aggregate: over the GPU’s life).',
      'zh-CN': '无法纠正的显存错误，自驱动加载以来累计（aggregate 为整个生命周期）。',
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
] as const satisfies readonly Metric[];

/** The field that says why the clocks are not at their highest, under its names of 3.x and of 4.x. */
export const CLOCK_EVENT_FIELDS = [
  'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
  'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
] as const;
