import { describe, expect, it } from 'vitest';
import { Gpu, type Occupant } from '../simulation/gpu.ts';
import { migProfile } from '../simulation/mig.ts';
import type { ExporterEra } from '../simulation/plan.ts';
import { type ProductKey, products } from '../simulation/products.ts';
import { DcgmExporter } from './dcgmExporter.ts';

const START = 1_700_000_010;
const UUID = 'GPU-74f7fe3b-48f2-6d8b-3cb4-e70426fb669c';

function gpuOf(product: ProductKey, options: { replicas?: number; mig?: readonly string[] } = {}): Gpu {
  return new Gpu({
    product: products[product],
    index: 0,
    uuid: UUID,
    pciBusId: '00000000:1A:00.0',
    instances: (options.mig ?? []).map(migProfile),
    replicas: options.replicas ?? 1,
    now: START - 15,
    driverLoadedAt: START - 1000,
  });
}

function occupant(pod: string): Occupant {
  const profile = { kind: 'proftester', field: 1004 } as const;
  return {
    namespace: 'nlp',
    pod,
    podUid: `uid-of-${pod}`,
    container: 'main',
    profile,
    seed: 1,
    startedAt: START - 600,
  };
}

type Counters = 'default' | 'extended';

/** The lines that are samples. */
function samplesOf(era: ExporterEra, gpu: Gpu, counters: Counters): string[] {
  const exporter = new DcgmExporter({
    era,
    counters,
    gpus: [gpu],
    driver: '550.144.03',
    hostname: () => 'host',
  });
  exporter.collect(START);
  return exporter
    .text()
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

/** A field's samples without their values. */
function linesOf(era: ExporterEra, gpu: Gpu, field: string, counters: Counters = 'default'): string[] {
  return samplesOf(era, gpu, counters)
    .filter((line) => line.startsWith(`${field}{`))
    .map((line) => line.replace(/ [^ ]+$/, ''));
}

const OLD = `gpu="0",UUID="${UUID}",device="nvidia0"`;
const NEW = `gpu="0",UUID="${UUID}",pci_bus_id="00000000:1A:00.0",device="nvidia0"`;
const H100 = 'modelName="NVIDIA H100 80GB HBM3"';
const A100 = 'modelName="NVIDIA A100-SXM4-80GB"';
const DRIVER = 'DCGM_FI_DRIVER_VERSION="550.144.03"';

describe('DcgmExporter', () => {
  it.each<[ExporterEra, boolean, string]>([
    ['2.x', false, `${OLD},${H100},Hostname="host",container="",namespace="",pod=""`],
    ['2.x', true, `${OLD},${H100},Hostname="host",container="main",namespace="nlp",pod="p"`],
    ['3.x', false, `${NEW},${H100},Hostname="host",${DRIVER}`],
    ['3.x', true, `${NEW},${H100},Hostname="host",${DRIVER},container="main",namespace="nlp",pod="p"`],
    ['4.x', false, `${NEW},${H100},Hostname="host",${DRIVER}`],
    [
      '4.x',
      true,
      `${NEW},${H100},Hostname="host",${DRIVER},container="main",namespace="nlp",pod="p",pod_uid="uid-of-p"`,
    ],
  ])('prints the labels of %s in its order (held: %s)', (era, isHeld, labels) => {
    const gpu = gpuOf('h100');
    if (isHeld) gpu.occupants = [occupant('p')];
    expect(linesOf(era, gpu, 'DCGM_FI_DEV_GPU_UTIL')).toEqual([`DCGM_FI_DEV_GPU_UTIL{${labels}}`]);
  });

  it('repeats the device for each pod that shares it', () => {
    const gpu = gpuOf('l4', { replicas: 4 });
    gpu.occupants = [occupant('p'), occupant('q')];
    const lines = linesOf('4.x', gpu, 'DCGM_FI_DEV_POWER_USAGE');
    expect(lines.map((line) => /pod="(\w+)",pod_uid="uid-of-\w",vgpu="(\d)"/.exec(line)?.slice(1))).toEqual([
      ['p', '0'],
      ['q', '1'],
    ]);
  });

  it('reports memory and engine of MIG instances, the rest of the device', () => {
    const gpu = gpuOf('a100x80', { mig: ['3g.40gb', '1g.10gb'] });
    gpu.instances[0]?.occupants.push(occupant('p'));
    const instance = (profile: string, id: number) =>
      `${NEW},${A100},GPU_I_PROFILE="${profile}",GPU_I_ID="${id}",Hostname="host",${DRIVER}`;
    const expected = [
      `{${instance('3g.40gb', 1)},container="main",namespace="nlp",pod="p",pod_uid="uid-of-p"}`,
      `{${instance('1g.10gb', 2)}}`,
    ];
    for (const field of ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'DCGM_FI_DEV_FB_USED']) {
      expect(linesOf('4.x', gpu, field)).toEqual(expected.map((labels) => `${field}${labels}`));
    }
    expect(linesOf('4.x', gpu, 'DCGM_FI_DEV_GPU_UTIL')).toEqual([]);
    expect(linesOf('4.x', gpu, 'DCGM_FI_DEV_POWER_USAGE')).toHaveLength(1);
  });

  it('knows only the XID of a lost GPU', () => {
    const gpu = gpuOf('h100');
    gpu.report(79, START - 60);
    gpu.lost = true;
    const series = samplesOf('4.x', gpu, 'default');
    expect(series).toHaveLength(1);
    expect(series[0]).toMatch(/^DCGM_FI_DEV_XID_ERRORS\{.*\} 79$/);
  });

  it('counts each XID of the last five minutes, and says 0 without a code where there was none', () => {
    const gpu = gpuOf('h100');
    const counts = () =>
      samplesOf('4.x', gpu, 'extended')
        .filter((line) => line.startsWith('DCGM_EXP_XID_ERRORS_COUNT'))
        .map((line) => /window_size_in_ms="300000"(?:,xid="(\d+)")?\} (\d)$/.exec(line)?.slice(1));
    gpu.report(13, START - 301);
    expect(counts()).toEqual([[undefined, '0']]);
    for (const [code, age] of [
      [31, 299],
      [31, 20],
      [94, 10],
    ] as const)
      gpu.report(code, START - age);
    expect(counts()).toEqual([
      ['31', '2'],
      ['94', '1'],
    ]);
    expect(samplesOf('3.x', gpu, 'extended').join()).not.toContain('DCGM_EXP');
  });

  it('prints values as the real one: ratios and watts with six decimals, the rest whole', () => {
    const gpu = gpuOf('h100');
    gpu.occupants = [occupant('p')];
    for (const line of samplesOf('4.x', gpu, 'extended')) {
      expect(line).toMatch(
        /PROF_(?!PCIE|NVLINK)|POWER_(USAGE|MGMT_LIMIT)/.test(line) ? /\} \d+\.\d{6}$/ : /\} \d+$/,
      );
    }
  });

  it('names the clock reasons as its era did', () => {
    expect(linesOf('3.x', gpuOf('h100'), 'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'extended')).toHaveLength(1);
    expect(linesOf('4.x', gpuOf('h100'), 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS', 'extended')).toHaveLength(1);
    expect(linesOf('4.x', gpuOf('h100'), 'DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'extended')).toEqual([]);
  });
});
