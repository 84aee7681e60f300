import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PollPace } from './pollPace.ts';
import { PrometheusError } from './prometheusError.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = () => Date.now() / 1000;
const pass = (more: number) => vi.setSystemTime(Date.now() + more * 1000);
const tooSlow = new PrometheusError('upstream_timeout', 'too slow', null);

/** The pace after a poll that took so long. */
function after(took: number, end: (pace: PollPace, startedAt: number) => void): PollPace {
  const pace = new PollPace();
  const startedAt = seconds();
  pass(took);
  end(pace, startedAt);
  return pace;
}

/** Seconds until the next poll. */
function untilDue(pace: PollPace): number {
  let waited = 0;
  for (; !pace.isDue; waited += 1) pass(1);
  return waited;
}

describe('the next poll', () => {
  it.each([
    ['ten seconds after the last began', 1, 9],
    ['a little after one that took long', 12, 2],
  ])('is due %s', (_, took, wait) => {
    expect(untilDue(after(took, (pace, startedAt) => pace.succeeded(startedAt)))).toBe(wait);
  });

  it.each([
    ['soon', tooSlow, 2],
    [
      'when Prometheus says',
      new PrometheusError('upstream_busy', 'wait', 429, { retryAfterSeconds: 30 }),
      30,
    ],
    ['no sooner than soon', new PrometheusError('upstream_busy', 'wait', 429, { retryAfterSeconds: 1 }), 2],
  ])('is due %s after a failure, and not before', (_, error, wait) => {
    const pace = after(0, (pace) => pace.failed(error, false));
    expect(pace.mustWait).toBe(true);
    expect(untilDue(pace)).toBe(wait);
    expect(pace.mustWait).toBe(false);
  });
});

describe('the time for a poll', () => {
  it('grows for a Prometheus that is slow, stays with what it needs, and has an end', () => {
    const pace = new PollPace();
    expect(pace.timeoutSeconds).toBe(8);
    pace.failed(tooSlow, true);
    expect(pace.timeoutSeconds).toBe(16);
    const startedAt = seconds();
    pass(12);
    pace.succeeded(startedAt);
    expect(pace.timeoutSeconds).toBe(24);
    for (let n = 0; n < 9; n += 1) pace.failed(tooSlow, true);
    expect(pace.timeoutSeconds).toBe(60);
  });

  it('is as usual for one that is silent, or fast again', () => {
    const pace = new PollPace();
    pace.failed(tooSlow, true);
    pace.failed(tooSlow, false);
    expect(pace.timeoutSeconds).toBe(8);
    pace.failed(tooSlow, true);
    pace.succeeded(seconds() - 1);
    expect(pace.timeoutSeconds).toBe(8);
  });
});
