import { describe, expect, it } from 'vitest';
import { ownTime } from './ownTime.ts';

describe('a dashboard’s own time', () => {
  it.each([
    [{ time: { from: 'now-1h', to: 'now' } }, { range: '1h' }],
    [
      { time: { from: 'now-30m', to: 'now' }, refresh: '5s' },
      { range: '1h', refresh: '10s' },
    ],
    [
      { time: { from: 'now-90d', to: 'now' }, refresh: '1h' },
      { range: '7d', refresh: '5m' },
    ],
    [
      { time: { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' } },
      { from: 1_704_067_200, to: 1_704_153_600 },
    ],
    [{ time: { from: 'now/d', to: 'now/d' } }, {}],
    [{}, {}],
  ])('%j is shown as %j', (dashboard, search) => {
    expect(ownTime(dashboard)).toEqual(search);
  });
});
