import { describe, expect, it } from 'vitest';
import { Gpu, type Occupant } from '../simulation/gpu.ts';
import { type ProductKey, products } from '../simulation/products.ts';
import { DcgmExporter, type ExporterOptions } from './dcgmExporter.ts';

const START = 1_700_000_010;
const UUID = 'GPU-74f7fe3b-48f2-6d8b-3cb4-e70426fb669c';

const occupant: Occupant = {
  namespace: 'gpu-test3',
  pod: 'pod1',
  podUid: 'uid-1',
  container: 'ctr',
  profile: { kind: 'training' },
  seed: 1,
  startedAt: START - 600,
};

function gpuOf(product: ProductKey, occupants: readonly Occupant[] = [], replicas = 1): Gpu {
  const gpu = new Gpu({
    product: products[product],
    index: 0,
    uuid: UUID,
    pciBusId: '00000009:01:00.0',
    replicas,
    now: START - 15,
    driverLoadedAt: START - 1000,
  });
  gpu.occupants = [...occupants];
  return gpu;
}

function linesOf(gpu: Gpu, options: Partial<ExporterOptions> & Pick<ExporterOptions, 'era'>): string[] {
  const exporter = new DcgmExporter({
    counters: 'default',
    gpus: [gpu],
    driver: '535.129.03',
    hostname: () => 'host',
    ...options,
  });
  exporter.collect(START);
  return exporter
    .text()
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

/** Labels as real exporters printed them (issues of dcgm-exporter and gpu-monitoring-tools, numbers in the names). */
describe('labels of an era', () => {
  const V100 = 'modelName="Tesla V100-SXM2-32GB"';
  const H100 = 'modelName="NVIDIA H100 80GB HBM3"';
  const DRIVER = 'DCGM_FI_DRIVER_VERSION="535.129.03"';
  const pod = 'container="ctr",namespace="gpu-test3",pod="pod1"';
  const old = 'container_name="ctr",pod_name="pod1",pod_namespace="gpu-test3"';
  const bus = 'pci_bus_id="00000009:01:00.0"';

  it.each<[string, Pick<ExporterOptions, 'era' | 'oldNamespace' | 'mapsPods'>, boolean, ProductKey, string]>([
    [
      'lower-case names and old labels (272), free',
      { era: '1.x' },
      false,
      'v100',
      `dcgm_gpu_temp{gpu="0",uuid="${UUID}",device="nvidia0",${V100},container_name="",pod_name="",pod_namespace=""}`,
    ],
    [
      'lower-case names and old labels, held',
      { era: '1.x' },
      true,
      'v100',
      `dcgm_gpu_temp{gpu="0",uuid="${UUID}",device="nvidia0",${V100},${old}}`,
    ],
    [
      'no Hostname, no modelName (gpu-monitoring-tools 138), free',
      { era: '2.0' },
      false,
      'v100',
      `DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="${UUID}",device="nvidia0",container="",namespace="",pod=""}`,
    ],
    [
      'as in the walk-through of 2021, held',
      { era: '2.0' },
      true,
      'v100',
      `DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="${UUID}",device="nvidia0",${pod}}`,
    ],
    [
      '2.x without Kubernetes mapping',
      { era: '2.x', mapsPods: false },
      true,
      'v100',
      `DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="${UUID}",device="nvidia0",${V100},Hostname="host"}`,
    ],
    [
      '3.x with --use-old-namespace, held',
      { era: '3.x', oldNamespace: true },
      true,
      'h100',
      `DCGM_FI_DEV_GPU_TEMP{gpu="0",uuid="${UUID}",${bus},device="nvidia0",${H100},Hostname="host",${DRIVER},${old}}`,
    ],
    [
      '2026, free',
      { era: '2026' },
      false,
      'h100',
      `DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="${UUID}",${bus},device="nvidia0",${H100},hostname="host",${DRIVER}}`,
    ],
  ])('%s', (_, options, isHeld, product, expected) => {
    const lines = linesOf(gpuOf(product, isHeld ? [occupant] : []), options);
    const temperature = lines.filter((line) => /^(DCGM_FI_DEV_GPU_TEMP|dcgm_gpu_temp)\{/.test(line));
    expect(temperature.map((line) => line.replace(/ \S+$/, ''))).toEqual([expected]);
  });

  it('2026, held by a claim', () => {
    const claim = {
      claimName: 'single-gpu',
      claimNamespace: 'gpu-test3',
      driver: 'gpu.nvidia.com',
      pool: 'node-1',
      device: 'gpu-0',
    };
    const [line] = linesOf(gpuOf('h100', [{ ...occupant, claim }]), { era: '2026' });
    expect(line).toContain(
      'container="ctr",dra_claim_name="single-gpu",dra_claim_namespace="gpu-test3",dra_device_name="gpu-0",' +
        'dra_driver_name="gpu.nvidia.com",dra_pool_name="node-1",namespace="gpu-test3",pod="pod1"',
    );
  });
});

describe('names of 1.x', () => {
  it('are those of the compatibility list, and nothing else is there', () => {
    const names = linesOf(gpuOf('v100'), { era: '1.x' }).map((line) => line.split('{')[0]);
    expect(names).toEqual([
      'dcgm_sm_clock',
      'dcgm_memory_clock',
      'dcgm_memory_temp',
      'dcgm_gpu_temp',
      'dcgm_power_usage',
      'dcgm_total_energy_consumption',
      'dcgm_pcie_replay_counter',
      'dcgm_gpu_utilization',
      'dcgm_mem_copy_utilization',
      'dcgm_enc_utilization',
      'dcgm_dec_utilization',
      'dcgm_xid_errors',
      'dcgm_fb_free',
      'dcgm_fb_used',
      'dcgm_nvlink_bandwidth_total',
      'dcgm_fi_prof_gr_engine_active',
      'dcgm_fi_prof_pipe_tensor_active',
      'dcgm_fi_prof_dram_active',
      'dcgm_fi_prof_pcie_tx_bytes',
      'dcgm_fi_prof_pcie_rx_bytes',
    ]);
  });
});

describe('what a board does not have', () => {
  const reading = (lines: readonly string[], field: string) =>
    lines
      .find((line) => line.startsWith(`${field}{`))
      ?.split(' ')
      .at(-1);

  it('is printed as DCGM’s blank of its type by exporters that filter nothing', () => {
    const lines = linesOf(gpuOf('p100'), { era: '2.x', printsBlanks: true });
    expect(reading(lines, 'DCGM_FI_DEV_MEMORY_TEMP')).toBe('9223372036854775794');
    expect(reading(lines, 'DCGM_FI_DEV_ROW_REMAP_FAILURE')).toBe('2147483632');
    expect(reading(lines, 'DCGM_FI_PROF_GR_ENGINE_ACTIVE')).toBe('140737488355328.000000');
    expect(reading(lines, 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL')).toBe('18446744073709551615');
    expect(Number(reading(lines, 'DCGM_FI_DEV_GPU_TEMP'))).toBeLessThan(100);
  });

  it('is left out by others', () => {
    const lines = linesOf(gpuOf('p100'), { era: '3.x' });
    expect(reading(lines, 'DCGM_FI_PROF_GR_ENGINE_ACTIVE')).toBeUndefined();
    expect(lines.filter((line) => / \d{15}/.test(line))).toEqual([]);
  });
});

describe('a shared GPU of 2026', () => {
  const second = { ...occupant, pod: 'pod2', podUid: 'uid-2', seed: 2 };
  const lines = linesOf(gpuOf('l40s', [occupant, second], 4), { era: '2026' });
  const of = (field: string) =>
    lines
      .filter((line) => line.startsWith(`${field}{`))
      .map((line) => ({ pod: /,pod="(\w+)"/.exec(line)?.[1], value: Number(line.split(' ').at(-1)) }));

  it.each(['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_FB_USED'])(
    'has its own %s beside the pods’ parts',
    (field) => {
      const [whole, first, other] = of(field);
      expect([whole?.pod, first?.pod, other?.pod]).toEqual([undefined, 'pod1', 'pod2']);
      expect(of(field)).toHaveLength(3);
      const parts = (first?.value ?? 0) + (other?.value ?? 0);
      expect(first?.value).toBeGreaterThan(0);
      expect(Math.abs(parts - (whole?.value ?? 0))).toBeLessThanOrEqual(2);
    },
  );

  it('repeats the board’s value of every other field for each pod', () => {
    const [first, other, ...more] = of('DCGM_FI_DEV_POWER_USAGE');
    expect([first?.pod, other?.pod, more]).toEqual(['pod1', 'pod2', []]);
    expect(first?.value).toBe(other?.value);
  });

  it('names one pod where two share a claim', () => {
    const claimed = linesOf(gpuOf('h100', [occupant, second]), { era: '2026' });
    expect(claimed.filter((line) => line.startsWith('DCGM_FI_DEV_FB_USED{'))).toHaveLength(1);
  });
});

describe('names and units of DCGM 4.6 and 4.7', () => {
  const amountOf = (lines: readonly string[], name: string) =>
    Number(
      lines
        .find((line) => line.startsWith(`${name}{`))
        ?.split(' ')
        .at(-1) ?? Number.NaN,
    );
  const printed = (era: ExporterOptions['era'], gpu = gpuOf('h100', [occupant])) =>
    linesOf(gpu, { era, counters: 'extended' });
  const before = printed('2026');
  const renamed = printed('4.8.3');
  const base = printed('4.9');

  it.each([
    ['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_GPU_UTIL_RATIO', 0.01],
    ['DCGM_FI_DEV_SM_CLOCK', 'DCGM_FI_DEV_SM_CLOCK_HERTZ', 1e6],
    ['DCGM_FI_DEV_MEM_CLOCK', 'DCGM_FI_DEV_MEMORY_CLOCK_HERTZ', 1e6],
    ['DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_FB_USED_BYTES', 1_048_576],
    ['DCGM_FI_DEV_FB_FREE', 'DCGM_FI_DEV_FB_FREE_BYTES', 1_048_576],
    ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL', 1e-3],
    ['DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_BOARD_POWER_WATTS', 1],
    ['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_GPU_TEMP_CELSIUS', 1],
    ['DCGM_FI_PROF_SM_ACTIVE', 'DCGM_FI_PROF_SM_UTIL_RATIO', 1],
  ])('%s is %s in 4.9, by a factor of %f', (old, name, factor) => {
    expect(base.filter((line) => line.startsWith(`${old}{`))).toEqual([]);
    const expected = amountOf(before, old) * factor;
    expect(expected).toBeGreaterThan(0);
    // What is whole in the old unit was rounded there.
    expect(Math.abs(amountOf(base, name) - expected)).toBeLessThanOrEqual(Math.max(factor, 1) / 2 + 1e-6);
  });

  it('keeps the units, and the percentage under the name of a ratio, in 4.8.3', () => {
    expect(amountOf(renamed, 'DCGM_FI_DEV_GPU_UTIL_RATIO')).toBe(amountOf(before, 'DCGM_FI_DEV_GPU_UTIL'));
    expect(amountOf(renamed, 'DCGM_FI_DEV_GPU_UTIL_RATIO')).toBeGreaterThan(1);
    expect(amountOf(renamed, 'DCGM_FI_DEV_SM_CLOCK')).toBe(amountOf(before, 'DCGM_FI_DEV_SM_CLOCK'));
    expect(renamed.filter((line) => /GPU_UTIL\{|BYTES\{.*hostname|_HERTZ/.test(line))).toEqual([
      expect.stringContaining('DCGM_FI_PROF_PCIE_TX_BYTES'),
      expect.stringContaining('DCGM_FI_PROF_PCIE_RX_BYTES'),
      expect.stringContaining('DCGM_FI_PROF_NVLINK_TX_BYTES'),
      expect.stringContaining('DCGM_FI_PROF_NVLINK_RX_BYTES'),
    ]);
  });

  it.each(['4.8.3', '4.9'] as const)('%s calls host and driver by their new labels', (era) => {
    const [line] = printed(era);
    expect(line).toContain('hostname="host"');
    expect(line).toContain('DCGM_FI_SYSTEM_DRIVER_VERSION="535.129.03"');
    expect(line).not.toContain('DCGM_FI_DRIVER_VERSION');
  });

  it.each([
    ['4.x', 'DCGM_FI_DEV_XID_ERRORS', '0'],
    ['2026', 'DCGM_FI_DEV_XID_ERRORS', undefined],
    ['4.9', 'DCGM_FI_DEV_XID_ERROR', undefined],
  ] as const)('%s has %s before the first XID: %s', (era, name, value) => {
    const xid = (gpu: Gpu) =>
      printed(era, gpu)
        .find((line) => line.startsWith(`${name}{`))
        ?.split(' ')
        .at(-1);
    const gpu = gpuOf('h100');
    expect(xid(gpu)).toBe(value);
    gpu.report(79, START);
    expect(xid(gpu)).toBe('79');
  });
});
