import type { Gpu } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { gpuState } from './gpuState.ts';

const well: Gpu = {
  uuid: 'GPU-1',
  index: 0,
  node: 'worker-1',
  product: 'Tesla T4',
  instance: null,
  driverVersion: null,
  pciBusId: null,
  utilization: 0.5,
  utilizationSource: null,
  tensorActivity: null,
  memoryBandwidthActivity: null,
  memoryUsedBytes: null,
  memoryTotalBytes: null,
  powerWatts: null,
  temperatureCelsius: 60,
  memoryTemperatureCelsius: null,
  smClockHertz: null,
  memoryClockHertz: null,
  powerLimitWatts: null,
  clockEvents: 0x4,
  xid: 0,
  pods: [],
  sampledAt: null,
};

describe('the state of a GPU', () => {
  it.each<[Partial<Gpu>, boolean, object]>([
    [{}, true, { kind: 'held', status: 'ok' }],
    [{}, false, { kind: 'free', status: 'ok' }],
    [{ temperatureCelsius: null, clockEvents: null, xid: null }, true, { kind: 'held', status: 'ok' }],
    [{ xid: 31 }, true, { kind: 'held', status: 'ok' }],
    [{ xid: 94 }, true, { kind: 'xid', status: 'warning', remedy: 'contained' }],
    [{ xid: 48 }, false, { kind: 'xid', status: 'critical', remedy: 'reset' }],
    [{ temperatureCelsius: 84 }, true, { kind: 'hot', status: 'warning' }],
    [{ temperatureCelsius: 91, xid: 94 }, true, { kind: 'hot', status: 'critical' }],
    [{ clockEvents: 0x48 }, true, { kind: 'slowed', status: 'warning' }],
  ])('with %j (held: %s) is %j', (reading, isHeld, state) => {
    expect(gpuState({ ...well, ...reading }, isHeld)).toEqual(state);
  });
});
