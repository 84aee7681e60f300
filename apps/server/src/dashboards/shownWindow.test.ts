import { describe, expect, it } from 'vitest';
import { shownWindow } from './shownWindow.ts';

const NOW = Date.parse('2024-03-01T12:00:00Z') / 1000;
const HOUR = 3600;

describe('what is shown of a dashboard', () => {
  it.each([
    ['as asked', { from: '1000', to: '2000.5' }, {}, { from: 1000, to: 2000.5 }],
    ['up to now', { from: 'now-90m', to: 'now' }, {}, { from: NOW - 1.5 * HOUR, to: NOW }],
    ['six hours before its end', { to: '100000' }, {}, { from: 100_000 - 6 * HOUR, to: 100_000 }],
    [
      'its own time',
      {},
      { time: { from: 'now-2d', to: 'now-1d' } },
      { from: NOW - 48 * HOUR, to: NOW - 24 * HOUR },
    ],
    [
      'its own dates',
      {},
      { time: { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' } },
      { from: 1_704_067_200, to: 1_704_153_600 },
    ],
    [
      'the last six hours for a time that only Grafana knows',
      {},
      { time: { from: 'now/d', to: 'now/d' } },
      { from: NOW - 6 * HOUR, to: NOW },
    ],
  ])('is %s', (_what, asked, dashboard, window) => {
    expect(shownWindow(asked, dashboard, NOW)).toEqual(window);
  });
});
