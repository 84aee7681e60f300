import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpuOf } from '../testing/fleetObjects.ts';
import { hottest, mean, usageOf } from './usage.ts';

const GIB = 2 ** 30;
const slice = (id: string) => ({ id, profile: '3g.40gb' });

describe('the mean', () => {
  it('is over the values that there are', () => {
    expect(mean([1, null, 3])).toBe(2);
    expect(mean([null, null])).toBeNull();
    expect(mean([])).toBeNull();
    expect(mean([0])).toBe(0);
  });

  it('lies between the least and the most', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
        const middle = mean(values) ?? Number.NaN;
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(middle).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      }),
    );
  });
});

describe('the use of some GPUs together', () => {
  it('is nothing known for no GPUs', () => {
    const nothing = { utilization: null, memoryUsedBytes: null, memoryTotalBytes: null, powerWatts: null };
    expect(usageOf([])).toEqual(nothing);
    expect(usageOf([gpuOf('GPU-1')])).toEqual(nothing);
  });

  it('is the mean of their utilization and the sum of the rest', () => {
    const gpus = [
      gpuOf('GPU-1', { utilization: 0.2, memoryUsedBytes: GIB, memoryTotalBytes: 16 * GIB, powerWatts: 50 }),
      gpuOf('GPU-2', {
        utilization: 0.8,
        memoryUsedBytes: 3 * GIB,
        memoryTotalBytes: 16 * GIB,
        powerWatts: 70,
      }),
      gpuOf('GPU-3'),
    ];
    expect(usageOf(gpus)).toEqual({
      utilization: 0.5,
      memoryUsedBytes: 4 * GIB,
      memoryTotalBytes: 32 * GIB,
      powerWatts: 120,
    });
  });

  const whole = gpuOf('GPU-1', {
    utilization: 0.5,
    memoryUsedBytes: 20 * GIB,
    memoryTotalBytes: 80 * GIB,
    powerWatts: 300,
  });
  const instances = [
    gpuOf('GPU-1', {
      instance: slice('1'),
      utilization: 0.9,
      memoryUsedBytes: 15 * GIB,
      memoryTotalBytes: 40 * GIB,
      powerWatts: 300,
    }),
    gpuOf('GPU-1', {
      instance: slice('2'),
      utilization: 0.1,
      memoryUsedBytes: 5 * GIB,
      memoryTotalBytes: 40 * GIB,
      powerWatts: 300,
    }),
  ];

  it('counts a GPU split by MIG once, by what it reports as a whole', () => {
    expect(usageOf([whole, ...instances])).toEqual(usageOf([whole]));
  });

  it('takes the instances’ memory where the whole reports none', () => {
    const silent = { ...whole, memoryUsedBytes: null, memoryTotalBytes: null };
    expect(usageOf([silent, ...instances])).toMatchObject({
      memoryUsedBytes: 20 * GIB,
      memoryTotalBytes: 80 * GIB,
      powerWatts: 300,
    });
  });

  it('takes the instances’ utilization where the whole reports none, and weighs each GPU alike', () => {
    const silent = { ...whole, utilization: null };
    const other = gpuOf('GPU-2', { utilization: 0 });
    expect(usageOf([silent, ...instances]).utilization).toBe(0.5);
    expect(usageOf([whole, ...instances, other]).utilization).toBe(0.25);
  });

  it('is an instance’s own where a pod holds just that, without the board’s power', () => {
    expect(usageOf(instances.slice(0, 1))).toEqual({
      utilization: 0.9,
      memoryUsedBytes: 15 * GIB,
      memoryTotalBytes: 40 * GIB,
      powerWatts: null,
    });
  });
});

describe('the hottest GPU', () => {
  it('is the one with the highest temperature known', () => {
    const gpus = [41, null, 83, 60].map((temperatureCelsius, n) => gpuOf(`GPU-${n}`, { temperatureCelsius }));
    expect(hottest(gpus)).toBe(83);
    expect(hottest([gpuOf('GPU-1', { temperatureCelsius: -3 })])).toBe(-3);
    expect(hottest([])).toBeNull();
  });
});
