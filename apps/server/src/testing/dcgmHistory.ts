export const SCRAPE_SECONDS = 15;
const HOUR = 3600;

/** One exporter of two GPUs, as a scrape without honorLabels leaves its labels. */
const EXPORTERS = ['worker-1', 'worker-2'] as const;

interface GpuHistory {
  readonly uuid: string;
  readonly node: string;
  readonly index: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether a pod holds it without using it. */
  readonly idle: boolean;
}

const held = (pod: string) => ({
  exported_namespace: 'ml',
  exported_pod: pod,
  exported_container: 'main',
});

/** GPU 0 of each node is held by a pod; the second node's pod sleeps. */
export const GPUS: readonly GpuHistory[] = EXPORTERS.flatMap((node, n) =>
  [0, 1].map((index) => ({
    uuid: `GPU-${node}-${index}`,
    node,
    index,
    idle: n === 1,
    labels: {
      gpu: String(index),
      UUID: `GPU-${node}-${index}`,
      device: `nvidia${index}`,
      modelName: 'Tesla T4',
      Hostname: node,
      DCGM_FI_DRIVER_VERSION: '535.129.03',
      instance: `10.244.${n}.9:9400`,
      job: 'nvidia-dcgm-exporter',
      namespace: 'gpu-operator',
      pod: `nvidia-dcgm-exporter-${node}`,
      container: 'nvidia-dcgm-exporter',
      ...(index === 0 ? held(`train-${n}`) : {}),
    },
  })),
);

/** The value of a field of a GPU at a time: simple arithmetic, so that a test can say what must come back. */
export function valueAt(field: string, gpu: GpuHistory, time: number): number {
  const scrape = Math.floor(time / SCRAPE_SECONDS);
  switch (field) {
    case 'DCGM_FI_DEV_GPU_UTIL':
      return gpu.idle || gpu.index === 1 ? 0 : 40 + (scrape % 20);
    case 'DCGM_FI_DEV_FB_USED':
      return 1000 + gpu.index;
    case 'DCGM_FI_DEV_FB_FREE':
      return 14_000 - gpu.index;
    case 'DCGM_FI_DEV_GPU_TEMP':
      return 40 + gpu.index * 10;
    case 'DCGM_FI_DEV_POWER_USAGE':
      return 60.5 + gpu.index;
    case 'DCGM_FI_DEV_XID_ERRORS':
      return gpu.idle && gpu.index === 1 ? 79 : 0;
    case 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION':
      return time * 1000;
    default:
      // The fields this driver does not support come as DCGM's blank.
      return Number('9223372036854775794');
  }
}

const FIELDS = [
  'DCGM_FI_DEV_GPU_UTIL',
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_DEV_FB_FREE',
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_POWER_USAGE',
  'DCGM_FI_DEV_XID_ERRORS',
  'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
  'DCGM_FI_DEV_MEMORY_TEMP',
] as const;

/** An hour of the two exporters' samples up to `end` (Unix seconds), as OpenMetrics with times. */
export function dcgmHistory(end: number): string {
  const last = Math.floor(end / SCRAPE_SECONDS) * SCRAPE_SECONDS;
  const lines: string[] = [];
  for (const field of FIELDS) {
    lines.push(`# TYPE ${field} unknown`);
    for (const gpu of GPUS) {
      const labels = Object.entries(gpu.labels)
        .map(([name, value]) => `${name}="${value}"`)
        .join(',');
      for (let time = last - HOUR; time <= last; time += SCRAPE_SECONDS) {
        lines.push(`${field}{${labels}} ${valueAt(field, gpu, time)} ${time}`);
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}
