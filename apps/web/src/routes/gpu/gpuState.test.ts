import type { Gpu, Readings } from '@gpu-console/shared/contract';
import { columnMetrics } from '@gpu-console/shared/metrics';
import { describe, expect, it } from 'vitest';
import { gpuState } from './gpuState.ts';

const none = Object.fromEntries(columnMetrics.map(({ id }) => [id, null])) as Readings;
const well = { clockEvents: 0x4, readings: { ...none, temperature: 60, xid: 0 } };

describe('the state of a GPU', () => {
  it.each<[Partial<Readings & Pick<Gpu, 'clockEvents'>>, boolean, object]>([
    [{}, true, { kind: 'held', status: 'ok' }],
    [{}, false, { kind: 'free', status: 'ok' }],
    [{ temperature: null, clockEvents: null, xid: null }, true, { kind: 'held', status: 'ok' }],
    [{ xid: 31 }, true, { kind: 'held', status: 'ok' }],
    [{ xid: 94 }, true, { kind: 'xid', status: 'warning', remedy: 'contained' }],
    [{ xid: 48 }, false, { kind: 'xid', status: 'critical', remedy: 'reset' }],
    [{ temperature: 84 }, true, { kind: 'hot', status: 'warning' }],
    [{ temperature: 91, xid: 94 }, true, { kind: 'hot', status: 'critical' }],
    [{ clockEvents: 0x48 }, true, { kind: 'slowed', status: 'warning' }],
  ])('with %j (held: %s) is %j', ({ clockEvents = well.clockEvents, ...readings }, isHeld, state) => {
    expect(gpuState({ clockEvents, readings: { ...well.readings, ...readings } }, isHeld, [])).toEqual(state);
  });

  it('is the problem that a check finds, where its readings tell nothing', () => {
    const silent = { clockEvents: null, readings: none };
    expect(gpuState(silent, true, [{ severity: 'info' }]).status).toBe('ok');
    expect(gpuState(silent, true, [{ severity: 'warning' }, { severity: 'critical' }])).toEqual({
      kind: 'problem',
      status: 'critical',
    });
    expect(
      gpuState({ ...well, readings: { ...well.readings, xid: 48 } }, true, [{ severity: 'critical' }]).kind,
    ).toBe('xid');
  });
});
