import type { Gpu, MigInstance } from '../simulation/gpu.ts';
import type { ExporterEra } from '../simulation/plan.ts';
import { isSince } from './eras.ts';
import { nameOf1x } from './namesOf1x.ts';

/** One line of an exporter's counters CSV, and how to read it off a device. */
export interface DcgmField {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  /**
   * `device`: of the board, MIG or not; `undivided`: not with MIG (DCGM has no GPU_UTIL then);
   * `part`: of each MIG instance, or of the device where there are none.
   */
  readonly scope: 'device' | 'undivided' | 'part';
  /** Printed with six decimals, as Go's %f does; others are whole numbers. */
  readonly isFloat?: boolean;
  /** What is printed of each unit that is read; 1 unless told. */
  readonly factor?: number;
  readonly read: (gpu: Gpu, part: MigInstance | undefined) => number;
}

export type CounterSet = 'default' | 'extended' | 'few';

/**
 * The fields in the order of the CSV files: dcp-metrics-included.csv of the era with GPU_UTIL; `extended` adds what
 * the files list but leave commented out, under the name it had in that era. From DCGM 4.6 on `printedAs` renames them.
 */
export function fieldsOfEra(era: ExporterEra, counters: CounterSet): readonly DcgmField[] {
  const listed = isSince('2026', era) ? '2026' : era;
  return FIELDS.filter(({ field, set, eras }) => {
    if (eras && !eras.includes(listed)) return false;
    if (era === '1.x' && nameOf1x(field.name) === undefined) return false;
    if (counters === 'few') return FEW.includes(field.name);
    return set === 'default' || counters === 'extended';
  }).map(({ field }) => field);
}

/** What a large cluster keeps. */
const FEW = [
  'DCGM_FI_DEV_SM_CLOCK',
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_POWER_USAGE',
  'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
  'DCGM_FI_DEV_GPU_UTIL',
  'DCGM_FI_DEV_XID_ERRORS',
  'DCGM_FI_DEV_FB_FREE',
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
  'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
];

interface Listed {
  readonly field: DcgmField;
  readonly set: 'default' | 'extended';
  readonly eras?: readonly ExporterEra[];
}

type Reader = DcgmField['read'];

function gauge(
  name: string,
  help: string,
  scope: DcgmField['scope'],
  read: Reader,
  isFloat = false,
): DcgmField {
  return { name, type: 'gauge', help, scope, read, isFloat };
}

function counter(name: string, help: string, read: Reader): DcgmField {
  return { name, type: 'counter', help, scope: 'device', read };
}

function ratio(name: string, help: string, read: (part: Gpu | MigInstance) => number): DcgmField {
  return gauge(name, help, 'part', (gpu, part) => read(part ?? gpu), true);
}

const plain = (field: DcgmField): Listed => ({ field, set: 'default' });
const extra = (field: DcgmField, ...eras: ExporterEra[]): Listed => ({
  field,
  set: 'extended',
  ...(eras.length > 0 && { eras }),
});

const FIELDS: readonly Listed[] = [
  plain(gauge('DCGM_FI_DEV_SM_CLOCK', 'SM clock frequency (in MHz).', 'device', (gpu) => gpu.smMhz)),
  plain(gauge('DCGM_FI_DEV_MEM_CLOCK', 'Memory clock frequency (in MHz).', 'device', (gpu) => gpu.memoryMhz)),
  extra(
    gauge(
      'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS',
      'Current clock throttle reasons (bitmask).',
      'device',
      (gpu) => gpu.clockReasons,
    ),
    '3.x',
  ),
  extra(
    gauge(
      'DCGM_FI_DEV_CLOCKS_EVENT_REASONS',
      'Current clock event reasons (bitmask).',
      'device',
      (gpu) => gpu.clockReasons,
    ),
    '4.x',
    '2026',
  ),
  plain(gauge('DCGM_FI_DEV_MEMORY_TEMP', 'Memory temperature (in C).', 'device', (gpu) => gpu.memoryCelsius)),
  plain(gauge('DCGM_FI_DEV_GPU_TEMP', 'GPU temperature (in C).', 'device', (gpu) => gpu.celsius)),
  plain(gauge('DCGM_FI_DEV_POWER_USAGE', 'Power draw (in W).', 'device', (gpu) => gpu.watts, true)),
  extra(
    gauge(
      'DCGM_FI_DEV_POWER_MGMT_LIMIT',
      'Current power limit (in W).',
      'device',
      (gpu) => gpu.product.maxWatts,
      true,
    ),
  ),
  plain(
    counter(
      'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
      'Total energy consumption since boot (in mJ).',
      (gpu) => gpu.energyMilliJoules,
    ),
  ),
  plain(
    counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'Total number of PCIe retries.', (gpu) => gpu.pcieReplays),
  ),
  plain(gauge('DCGM_FI_DEV_GPU_UTIL', 'GPU utilization (in %).', 'undivided', (gpu) => 100 * gpu.load.busy)),
  plain(
    gauge('DCGM_FI_DEV_MEM_COPY_UTIL', 'Memory utilization (in %).', 'undivided', ({ load, product }) =>
      product.hasUnifiedMemory ? 0 : 100 * load.dram,
    ),
  ),
  plain(gauge('DCGM_FI_DEV_ENC_UTIL', 'Encoder utilization (in %).', 'undivided', () => 0)),
  plain(
    gauge(
      'DCGM_FI_DEV_DEC_UTIL',
      'Decoder utilization (in %).',
      'undivided',
      (gpu) => 100 * gpu.load.decoder,
    ),
  ),
  plain(
    gauge('DCGM_FI_DEV_XID_ERRORS', 'Value of the last XID error encountered.', 'device', (gpu) => gpu.xid),
  ),
  extra(
    counter(
      'DCGM_FI_DEV_POWER_VIOLATION',
      'Throttling duration due to power constraints (in ns).',
      (gpu) => gpu.powerViolationNs,
    ),
  ),
  extra(
    counter(
      'DCGM_FI_DEV_THERMAL_VIOLATION',
      'Throttling duration due to thermal constraints (in ns).',
      (gpu) => gpu.thermalViolationNs,
    ),
  ),
  plain(gauge('DCGM_FI_DEV_FB_FREE', 'Framebuffer memory free (in MiB).', 'part', freeMiB)),
  plain(
    gauge(
      'DCGM_FI_DEV_FB_USED',
      'Framebuffer memory used (in MiB).',
      'part',
      (gpu, part) => (part ?? gpu).usedMiB,
    ),
  ),
  {
    ...plain(
      gauge(
        'DCGM_FI_DEV_FB_RESERVED',
        'Framebuffer memory reserved (in MiB).',
        'undivided',
        (gpu) => gpu.product.reservedMiB,
      ),
    ),
    eras: ['4.x', '2026'],
  },
  extra(
    counter(
      'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL',
      'Total number of single-bit volatile ECC errors.',
      (gpu) => gpu.singleBitErrors,
    ),
  ),
  extra(
    counter(
      'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
      'Total number of double-bit volatile ECC errors.',
      (gpu) => gpu.doubleBitErrors,
    ),
  ),
  plain(
    counter(
      'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL',
      'Total number of NVLink bandwidth counters for all lanes',
      // A rate in MB/s, whatever its type says (DCGM, DcgmCacheManager.cpp, ReadAndCacheNvLinkBandwidth).
      (gpu) => nvlinkBytes(gpu) / 1e6,
    ),
  ),
  plain(gauge('DCGM_FI_DEV_VGPU_LICENSE_STATUS', 'vGPU License status', 'device', () => 0)),
  plain(
    counter(
      'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
      'Number of remapped rows for uncorrectable errors',
      (gpu) => gpu.uncorrectableRemaps,
    ),
  ),
  plain(
    counter(
      'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
      'Number of remapped rows for correctable errors',
      (gpu) => gpu.correctableRemaps,
    ),
  ),
  plain(
    gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', 'Whether remapping of rows has failed', 'device', (gpu) =>
      Number(gpu.remapFailed),
    ),
  ),
  extra(
    gauge('DCGM_FI_DEV_ROW_REMAP_PENDING', 'Whether remapping of rows is pending', 'device', (gpu) =>
      Number(gpu.remapPending),
    ),
    '3.x',
    '4.x',
    '2026',
  ),
  plain(
    ratio(
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'Ratio of time the graphics engine is active.',
      ({ load }) => load.busy,
    ),
  ),
  extra(
    ratio(
      'DCGM_FI_PROF_SM_ACTIVE',
      'The ratio of cycles an SM has at least 1 warp assigned.',
      ({ load }) => load.sm,
    ),
  ),
  extra(
    ratio(
      'DCGM_FI_PROF_SM_OCCUPANCY',
      'The ratio of number of warps resident on an SM.',
      ({ load }) => load.sm * 0.42,
    ),
  ),
  plain(
    ratio(
      'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
      'Ratio of cycles the tensor (HMMA) pipe is active.',
      ({ load }) => load.tensor,
    ),
  ),
  extra(
    ratio(
      'DCGM_FI_PROF_PIPE_FP32_ACTIVE',
      'Ratio of cycles the fp32 pipes are active.',
      ({ load }) => 0.4 * Math.max(0, load.sm - 0.5 * load.tensor),
    ),
  ),
  extra(
    ratio(
      'DCGM_FI_PROF_PIPE_FP16_ACTIVE',
      'Ratio of cycles the fp16 pipes are active.',
      ({ load }) => 0.15 * load.tensor,
    ),
  ),
  plain(
    ratio(
      'DCGM_FI_PROF_DRAM_ACTIVE',
      'Ratio of cycles the device memory interface is active sending or receiving data.',
      ({ load }) => load.dram,
    ),
  ),
  plain(
    gauge(
      'DCGM_FI_PROF_PCIE_TX_BYTES',
      'The rate of data transmitted over the PCIe bus in bytes per second.',
      'device',
      (gpu) => pcieBytes(gpu, gpu.load.pcieOut),
    ),
  ),
  plain(
    gauge(
      'DCGM_FI_PROF_PCIE_RX_BYTES',
      'The rate of data received over the PCIe bus in bytes per second.',
      'device',
      (gpu) => pcieBytes(gpu, gpu.load.pcieIn),
    ),
  ),
  ...(['TX', 'RX'] as const).map((way) =>
    extra(
      gauge(
        `DCGM_FI_PROF_NVLINK_${way}_BYTES`,
        `The rate of data ${way === 'TX' ? 'transmitted' : 'received'} over NVLink in bytes per second.`,
        'device',
        (gpu) => nvlinkBytes(gpu) / 2,
      ),
      '3.x',
      '4.x',
      '2026',
    ),
  ),
];

function freeMiB(gpu: Gpu, part: MigInstance | undefined): number {
  if (part) return part.totalMiB - part.usedMiB;
  return gpu.product.memoryMiB - gpu.product.reservedMiB - gpu.usedMiB;
}

function nvlinkBytes({ load, product }: Gpu): number {
  return load.nvlink * product.nvlinkBytesPerSecond;
}

/** Even an idle link carries the driver's polling. */
function pcieBytes({ product }: Gpu, load: number): number {
  return 24_000 + load * product.pcieBytesPerSecond;
}
