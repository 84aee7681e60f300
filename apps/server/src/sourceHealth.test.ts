import { describe, expect, it } from 'vitest';
import { SourceHealth } from './sourceHealth.ts';

function healthAt(start: number) {
  const clock = { now: start };
  return { clock, health: new SourceHealth(() => clock.now) };
}

describe('the health of a source', () => {
  it('is unknown until the source was tried', () => {
    const { health } = healthAt(100);
    expect(health.state).toEqual({
      state: 'connecting',
      since: 100,
      lastHeard: null,
      version: null,
      reason: null,
    });
  });

  it('says since when it answers, and when last', () => {
    const { clock, health } = healthAt(100);
    clock.now = 110;
    health.markHealthy('2.42.0');
    clock.now = 120;
    health.markHealthy();
    expect(health.state).toEqual({
      state: 'ok',
      since: 110,
      lastHeard: 120,
      version: '2.42.0',
      reason: null,
    });
  });

  it('says since when it is away, why, and when it was last heard', () => {
    const { clock, health } = healthAt(100);
    health.markHealthy('2.42.0');
    clock.now = 200;
    health.markFailed('connect ECONNREFUSED');
    clock.now = 300;
    health.markFailed('connect ETIMEDOUT');
    expect(health.state).toEqual({
      state: 'unreachable',
      since: 200,
      lastHeard: 100,
      version: '2.42.0',
      reason: 'connect ETIMEDOUT',
    });
  });

  it('forgets the reason once the source is back', () => {
    const { clock, health } = healthAt(100);
    health.markFailed('connect ECONNREFUSED');
    clock.now = 130;
    health.markHealthy();
    expect(health.state).toMatchObject({ state: 'ok', since: 130, reason: null });
  });
});
