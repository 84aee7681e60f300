import { describe, expect, it } from 'vitest';
import { Gpu, type Occupant } from './gpu.ts';
import type { LoadProfile } from './load.ts';
import { migProfile } from './mig.ts';
import { type ProductKey, products } from './products.ts';

const START = 1_700_000_000;

function gpuOf(product: ProductKey, profiles: readonly string[] = []): Gpu {
  return new Gpu({
    product: products[product],
    index: 0,
    uuid: 'GPU-6c1f2d3e-0000-4000-8000-000000000000',
    pciBusId: '00000000:1A:00.0',
    instances: profiles.map(migProfile),
    now: START,
    driverLoadedAt: START - 86_400,
  });
}

function occupant(profile: LoadProfile, startedAt = START): Occupant {
  return { namespace: 'a', pod: 'p', podUid: 'u', container: 'c', profile, seed: 7, startedAt };
}

function live(gpu: Gpu, seconds: number, look: (gpu: Gpu) => void = () => undefined, from = START): void {
  for (let time = from + 15; time <= from + seconds; time += 15) {
    gpu.sample(time);
    look(gpu);
  }
}

describe('Gpu', () => {
  it('idles like an H100', () => {
    const gpu = gpuOf('h100');
    live(gpu, 1800, ({ watts, smMhz, load, usedMiB }) => {
      expect(watts).toBeGreaterThan(60);
      expect(watts).toBeLessThan(80);
      expect(smMhz).toBe(345);
      expect(load.busy).toBe(0);
      expect(usedMiB).toBe(0);
    });
    expect(gpu.celsius).toBeGreaterThan(22);
    expect(gpu.celsius).toBeLessThan(38);
  });

  it.each(Object.keys(products) as ProductKey[])(
    '%s stays within its board limits under a tensor load',
    (key) => {
      const gpu = gpuOf(key);
      gpu.occupants = [occupant({ kind: 'proftester', field: 1004 })];
      live(gpu, 1800);
      const { maxWatts, maxSmMhz, slowdownCelsius, heldWatts } = products[key];
      expect(gpu.load.tensor).toBeGreaterThan(0.9);
      expect(gpu.watts).toBeGreaterThan(heldWatts + 0.6 * (maxWatts - heldWatts));
      expect(gpu.watts).toBeLessThanOrEqual(maxWatts);
      expect(gpu.smMhz).toBeLessThanOrEqual(maxSmMhz);
      expect(gpu.smMhz).toBeGreaterThan(0.5 * maxSmMhz);
      expect(gpu.celsius).toBeGreaterThan(55);
      expect(gpu.celsius).toBeLessThan(slowdownCelsius);
    },
  );

  it('warms up and cools down with a lag behind its power', () => {
    const gpu = gpuOf('a100x80');
    const cold = gpu.celsius;
    gpu.occupants = [occupant({ kind: 'proftester', field: 1004 })];
    live(gpu, 30);
    const soon = gpu.celsius;
    live(gpu, 600, undefined, START + 30);
    const hot = gpu.celsius;
    gpu.occupants = [];
    live(gpu, 15, undefined, START + 630);
    expect(gpu.watts).toBeLessThan(65);
    expect(soon - cold).toBeLessThan((hot - cold) * 0.7);
    expect(gpu.celsius).toBeGreaterThan(cold + (hot - cold) * 0.5);
    live(gpu, 600, undefined, START + 645);
    expect(gpu.celsius).toBeCloseTo(cold, 0);
  });

  it('slows down when it cannot shed its heat', () => {
    const gpu = gpuOf('a100x80');
    gpu.heatResistance = 2.2;
    gpu.occupants = [occupant({ kind: 'proftester', field: 1004 })];
    live(gpu, 900);
    expect(gpu.clockReasons & 0x40).toBe(0x40);
    expect(gpu.smMhz).toBeLessThan(1300);
    expect(gpu.celsius).toBeLessThanOrEqual(products.a100x80.slowdownCelsius + 2);
    expect(gpu.thermalViolationNs).toBeGreaterThan(0);
  });

  it('has counters that only grow, and energy that is power over time', () => {
    const gpu = gpuOf('v100');
    gpu.occupants = [occupant({ kind: 'training' })];
    gpu.errorRate = 30;
    const before = gpu.energyMilliJoules;
    let last = { energy: before, replays: 0, errors: 0 };
    let joules = 0;
    live(gpu, 7200, ({ energyMilliJoules: energy, pcieReplays: replays, singleBitErrors: errors, watts }) => {
      expect(energy).toBeGreaterThan(last.energy);
      expect(replays).toBeGreaterThanOrEqual(last.replays);
      expect(errors).toBeGreaterThanOrEqual(last.errors);
      last = { energy, replays, errors };
      joules += watts * 15;
    });
    expect((gpu.energyMilliJoules - before) / 1000).toBeCloseTo(joules, 0);
    expect(gpu.singleBitErrors).toBeGreaterThan(10);
  });

  it('gives a MIG instance its own load and the device the sum', () => {
    const gpu = gpuOf('a100x80', ['3g.40gb', '1g.10gb']);
    const [large, little] = gpu.instances;
    large?.occupants.push(occupant({ kind: 'proftester', field: 1004 }));
    live(gpu, 120);
    expect(large?.load.busy).toBe(1);
    expect(little?.load.busy).toBe(0);
    expect(gpu.load.busy).toBeCloseTo(3 / 7, 5);
    expect(gpu.usedMiB).toBe((large?.usedMiB ?? 0) + (little?.usedMiB ?? 0));
    expect(large?.usedMiB).toBeLessThan(40_192);
  });

  it('runs nothing while an image is being pulled', () => {
    const gpu = gpuOf('t4');
    gpu.occupants = [{ ...occupant({ kind: 'training' }), startedAt: undefined }];
    live(gpu, 60);
    expect(gpu.smMhz).toBe(300);
    expect(gpu.load.busy).toBe(0);
  });
});
