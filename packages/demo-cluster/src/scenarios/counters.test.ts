import { describe, expect, it } from 'vitest';
import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { SimulatedCluster } from '../simulation/cluster.ts';
import { fleetPlan } from './fleet.ts';

const FROM = 1_700_000_000;
const HOURS = 6;
const STEP = 30;
const COUNTERS = [
  'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
  'DCGM_FI_DEV_PCIE_REPLAY_COUNTER',
  'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL',
  'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
  'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
  'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
  'DCGM_FI_DEV_POWER_VIOLATION',
  'DCGM_FI_DEV_THERMAL_VIOLATION',
];

/** Of two machines whose GPUs stay well; one is in MIG instances. */
const cluster = new SimulatedCluster({
  plan: {
    ...fleetPlan,
    nodes: fleetPlan.nodes.filter(({ name }) => ['gpu-a100-02', 'gpu-l40s-01', 'gpu-l4-01'].includes(name)),
    faults: [{ kind: 'ecc', at: 0, node: 'gpu-a100-02', gpu: 5, perHour: 60 }],
  },
  seed: 1,
  start: FROM - 900,
  liveFrom: FROM,
  network: 64,
  honorLabels: false,
});

interface Device {
  readonly pods: Set<string>;
  /** By counter: first and last value, whatever pod it came with. */
  readonly counters: Map<string, { first: number; last: number }>;
  /** Counters that were less than before. */
  readonly fallen: string[];
  joules: number;
}

/** What Prometheus would know of each board after hours of scrapes, its counters joined across the pods it served. */
function scraped(): Map<string, Device> {
  const exporters = [...cluster.world.nodes.values()].map(
    ({ gpus, name }) =>
      new DcgmExporter({
        era: '4.x',
        counters: 'extended',
        gpus,
        driver: '550.144.03',
        hostname: () => name,
      }),
  );
  const devices = new Map<string, Device>();
  for (let time = FROM; time <= FROM + HOURS * 3600; time += STEP) {
    // Exporters read their GPUs twice as often as they are scraped.
    for (const at of [time - STEP / 2, time]) {
      cluster.advanceTo(at);
      for (const exporter of exporters) exporter.collect(at);
    }
    for (const exporter of exporters) {
      for (const { name, samples } of exporter.families) {
        for (const { labels, value } of samples)
          note(devices, name, new Map(labels.pairs), Number(value), time);
      }
    }
  }
  return devices;
}

function newDevice(): Device {
  return { pods: new Set(), counters: new Map(), fallen: [], joules: 0 };
}

function note(
  devices: Map<string, Device>,
  name: string,
  labels: ReadonlyMap<string, string>,
  value: number,
  time: number,
): void {
  const uuid = labels.get('UUID') ?? '';
  const device = devices.get(uuid) ?? newDevice();
  devices.set(uuid, device);
  device.pods.add(labels.get('pod') ?? '');
  // A GPU that is shared is told of once for each of its pods.
  const isAgain = Number(labels.get('vgpu') ?? 0) > 0;
  if (name === 'DCGM_FI_DEV_POWER_USAGE' && time > FROM && !isAgain) device.joules += value * STEP;
  if (!COUNTERS.includes(name)) return;
  const known = device.counters.get(name) ?? { first: value, last: value };
  if (value < known.last) device.fallen.push(name);
  device.counters.set(name, { ...known, last: value });
}

describe('counters of a device', () => {
  const devices = scraped();

  it('are of boards that served pod after pod', () => {
    expect(devices.size).toBe(14);
    expect(Math.max(...[...devices.values()].map(({ pods }) => pods.size))).toBeGreaterThan(4);
  });

  it('never fall from one pod to the next', () => {
    expect([...devices.values()].flatMap(({ fallen }) => fallen)).toEqual([]);
    const growth = (name: string) =>
      [...devices.values()].reduce((sum, { counters }) => {
        const { first, last } = counters.get(name) ?? { first: 0, last: 0 };
        return sum + last - first;
      }, 0);
    expect(growth('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL')).toBeGreaterThan(0);
  });

  it('agree: energy is power over time, within 2 % for each board', () => {
    for (const { counters, joules } of devices.values()) {
      const { first, last } = counters.get('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION') ?? { first: 0, last: 0 };
      expect(joules).toBeGreaterThan(0);
      expect(Math.abs((last - first) / 1000 / joules - 1)).toBeLessThan(0.02);
    }
  });
});
