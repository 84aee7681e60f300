import type { Metric } from './metric.ts';

const PERCENT = 0.01;
const KILOBYTE = 1000;
const MEBIBYTE = 1024 * 1024;
const MEGAHERTZ = 1e6;
const MILLIJOULE = 1e-3;

/**
 * Fields, units and kinds as in dcgm-exporter's own counters lists (etc/default-counters.csv and
 * etc/dcp-metrics-included.csv, versions 2.2.9-2.4.1 to 4.5.3-4.8.2) and DCGM's field identifiers.
 */
export const catalogue = [
  {
    id: 'utilization',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', scale: 1 },
      { field: 'DCGM_FI_DEV_GPU_UTIL', scale: PERCENT },
    ],
    name: { en: 'Utilization', 'zh-CN': '利用率' },
    help: {
      en: 'Share of time in which the GPU had work. It tells busy from idle, not how well the GPU is used: compare tensor and memory activity.',
      'zh-CN': 'GPU 有任务运行的时间占比。它只区分忙与闲，不代表用得好不好：请对照张量核心与显存带宽活动。',
    },
    across: 'mean',
    max: 1,
    column: { width: 108 },
  },
  {
    id: 'tensorActivity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', scale: 1 }],
    name: { en: 'Tensor activity', 'zh-CN': '张量核心活动' },
    help: {
      en: 'Share of cycles in which the tensor cores were active. Volta and newer GPUs only.',
      'zh-CN': '张量核心处于活动状态的周期占比。仅 Volta 及更新的 GPU 提供。',
    },
    across: 'mean',
    max: 1,
    column: { width: 120, optional: true },
  },
  {
    id: 'smActivity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_PROF_SM_ACTIVE', scale: 1 }],
    name: { en: 'SM activity', 'zh-CN': 'SM 活动' },
    help: {
      en: 'Share of cycles in which a streaming multiprocessor had at least one warp assigned, averaged over all of them.',
      'zh-CN': '流式多处理器至少分配到一个 warp 的周期占比（对所有 SM 取平均）。',
    },
    across: 'mean',
    max: 1,
  },
  {
    id: 'memoryBandwidthActivity',
    group: 'use',
    unit: 'ratio',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_PROF_DRAM_ACTIVE', scale: 1 },
      { field: 'DCGM_FI_DEV_MEM_COPY_UTIL', scale: PERCENT },
    ],
    name: { en: 'Memory activity', 'zh-CN': '显存带宽活动' },
    help: {
      en: 'Share of cycles in which the GPU read from or wrote to its memory.',
      'zh-CN': 'GPU 读写显存的周期占比。',
    },
    across: 'mean',
    max: 1,
    column: { width: 130, optional: true },
  },
  {
    id: 'memoryUsed',
    group: 'memory',
    unit: 'bytes',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_FB_USED', scale: MEBIBYTE }],
    name: { en: 'Memory used', 'zh-CN': '已用显存' },
    help: { en: 'Framebuffer memory in use.', 'zh-CN': '已使用的显存（帧缓冲）。' },
    across: 'sum',
    column: { width: 150 },
  },
  {
    id: 'memoryFree',
    group: 'memory',
    unit: 'bytes',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_FB_FREE', scale: MEBIBYTE }],
    name: { en: 'Memory free', 'zh-CN': '空闲显存' },
    help: { en: 'Framebuffer memory that is free.', 'zh-CN': '空闲的显存（帧缓冲）。' },
    across: 'sum',
  },
  {
    id: 'temperature',
    group: 'thermals',
    unit: 'celsius',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_GPU_TEMP', scale: 1 }],
    name: { en: 'Temperature', 'zh-CN': '温度' },
    help: { en: 'Temperature of the GPU.', 'zh-CN': 'GPU 温度。' },
    across: 'max',
    thresholds: { warning: 83, critical: 90 },
    column: { width: 116 },
  },
  {
    id: 'memoryTemperature',
    group: 'thermals',
    unit: 'celsius',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_MEMORY_TEMP', scale: 1 }],
    name: { en: 'Memory temperature', 'zh-CN': '显存温度' },
    help: {
      en: 'Temperature of the GPU’s memory, on models that measure it.',
      'zh-CN': '显存温度（仅部分型号提供）。',
    },
    across: 'max',
    thresholds: { warning: 95, critical: 105 },
    column: { width: 150, optional: true },
  },
  {
    id: 'power',
    group: 'power',
    unit: 'watts',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_POWER_USAGE', scale: 1 }],
    name: { en: 'Power', 'zh-CN': '功率' },
    help: { en: 'Power drawn by the GPU board.', 'zh-CN': 'GPU 板卡的功耗。' },
    across: 'sum',
    column: { width: 85 },
  },
  {
    id: 'energy',
    group: 'power',
    unit: 'watts',
    kind: 'counter',
    fields: [{ field: 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', scale: MILLIJOULE }],
    name: { en: 'Mean power by energy', 'zh-CN': '按能耗计的平均功率' },
    help: {
      en: 'Energy counted by the GPU since its driver was loaded, as joules per second.',
      'zh-CN': '自驱动加载以来 GPU 累计的能耗，换算为每秒焦耳数。',
    },
    across: 'sum',
  },
  {
    id: 'smClock',
    group: 'clocks',
    unit: 'hertz',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_SM_CLOCK', scale: MEGAHERTZ }],
    name: { en: 'SM clock', 'zh-CN': 'SM 时钟' },
    help: { en: 'Clock of the streaming multiprocessors.', 'zh-CN': '流式多处理器的时钟频率。' },
    across: 'mean',
    column: { width: 105 },
  },
  {
    id: 'memoryClock',
    group: 'clocks',
    unit: 'hertz',
    kind: 'gauge',
    fields: [{ field: 'DCGM_FI_DEV_MEM_CLOCK', scale: MEGAHERTZ }],
    name: { en: 'Memory clock', 'zh-CN': '显存时钟' },
    help: { en: 'Clock of the GPU’s memory.', 'zh-CN': '显存的时钟频率。' },
    across: 'mean',
    column: { width: 120, optional: true },
  },
  {
    id: 'pcieReceive',
    group: 'interconnect',
    unit: 'bytesPerSecond',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_PROF_PCIE_RX_BYTES', scale: 1 },
      { field: 'DCGM_FI_DEV_PCIE_RX_THROUGHPUT', scale: KILOBYTE },
    ],
    name: { en: 'PCIe received', 'zh-CN': 'PCIe 接收' },
    help: {
      en: 'Data received over PCIe per second, protocol headers included.',
      'zh-CN': '每秒经 PCIe 接收的数据量（含协议头）。',
    },
    across: 'sum',
  },
  {
    id: 'pcieTransmit',
    group: 'interconnect',
    unit: 'bytesPerSecond',
    kind: 'gauge',
    fields: [
      { field: 'DCGM_FI_PROF_PCIE_TX_BYTES', scale: 1 },
      { field: 'DCGM_FI_DEV_PCIE_TX_THROUGHPUT', scale: KILOBYTE },
    ],
    name: { en: 'PCIe sent', 'zh-CN': 'PCIe 发送' },
    help: {
      en: 'Data sent over PCIe per second, protocol headers included.',
      'zh-CN': '每秒经 PCIe 发送的数据量（含协议头）。',
    },
    across: 'sum',
  },
  {
    id: 'xid',
    group: 'errors',
    unit: 'code',
    kind: 'code',
    fields: [{ field: 'DCGM_FI_DEV_XID_ERRORS', scale: 1 }],
    name: { en: 'Last XID', 'zh-CN': '最近一次 XID' },
    help: {
      en: 'Code of the last XID error since the driver was loaded; it stays until the driver is loaded again. 0: none.',
      'zh-CN': '驱动加载以来最近一次 XID 错误的代码，直到驱动重新加载才清除。0 表示没有。',
    },
    across: 'max',
    column: { width: 220, optional: true },
  },
] as const satisfies readonly Metric[];

export type MetricId = (typeof catalogue)[number]['id'];

const byId: ReadonlyMap<string, Metric> = new Map(catalogue.map((metric) => [metric.id, metric]));

/** The catalogue's entry; the id's type makes sure that there is one. */
export function metric(id: MetricId): Metric {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no metric "${id}" in the catalogue`);
  return found;
}

type ColumnMetric = Extract<(typeof catalogue)[number], { readonly column: object }>;

/** A metric whose value of now is read of every GPU. */
export type ColumnId = ColumnMetric['id'];

const isColumn = (entry: (typeof catalogue)[number]): entry is ColumnMetric => 'column' in entry;

/** Those metrics, as their columns follow each other. */
export const columnMetrics: readonly ColumnMetric[] = catalogue.filter(isColumn);

/** Every DCGM field that the catalogue reads. */
export const catalogueFields: readonly string[] = [
  ...new Set(catalogue.flatMap((entry) => entry.fields.map(({ field }) => field))),
];
