import { describe, expect, it } from 'vitest';
import { openingTime, ownTime } from './ownTime.ts';

describe('a dashboard’s own time', () => {
  it.each([
    [{ time: { from: 'now-1h', to: 'now' } }, { range: '1h' }],
    [
      { time: { from: 'now-30m', to: 'now' }, refresh: '5s' },
      { range: '1h', refresh: '10s' },
    ],
    [
      { time: { from: 'now-90d', to: 'now' }, refresh: '1h' },
      { range: '90d', refresh: '5m' },
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

describe('the time that a dashboard opens with', () => {
  const moment = { from: 100, to: 200 };
  it.each([
    ['its own', { range: '6h' }, {}, false, { range: '6h' }],
    ['its own, not that of the page before', { range: '6h' }, { range: '1h' }, true, { range: '6h' }],
    ['its own, not a moment of the page before', { range: '6h' }, moment, true, { range: '6h' }],
    ['its own moment', moment, { range: '1h' }, true, moment],
    ['that of a link', { range: '6h' }, { range: '1h' }, false, { range: '1h' }],
    ['the moment of a link', { range: '6h' }, moment, false, moment],
    ['that of the page before, without its own', {}, { range: '1h' }, true, { range: '1h' }],
    [
      'its own refresh',
      { refresh: '10s' },
      { range: '1h', refresh: '5m' },
      true,
      { range: '1h', refresh: '10s' },
    ],
    ['the refresh of a link', { refresh: '10s' }, { refresh: '5m' }, false, { refresh: '5m' }],
  ] as const)('is %s', (_, own, search, isOpened, shown) => {
    const opened: object = { ...search, ...openingTime(own, search, isOpened) };
    expect(JSON.parse(JSON.stringify(opened))).toEqual(shown);
  });
});
