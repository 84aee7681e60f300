import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepFor } from './step.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const range = fc.integer({ min: 1, max: 3 * 365 * DAY });
const points = fc.integer({ min: 1, max: 11_000 });
const scrape = fc.integer({ min: 1, max: 300 });

describe('the step of a chart', () => {
  it.each([
    [HOUR, 500, 15, 15],
    [HOUR, 60, 15, 60],
    [6 * HOUR, 500, 15, 60],
    [DAY, 500, 15, 300],
    [7 * DAY, 500, 15, 1800],
    [30 * DAY, 500, 15, 7200],
    [365 * DAY, 500, 15, DAY],
    [365 * DAY, 10, 15, 37 * DAY],
    [HOUR, 11_000, 30, 30],
    [0, 500, 15, 15],
  ])('over %d s in at most %d points, scraped every %d s, is %d s', (seconds, most, interval, step) => {
    expect(stepFor(seconds, most, interval)).toBe(step);
  });

  it('never makes more steps of the range than there is room for', () => {
    fc.assert(
      fc.property(range, points, scrape, (seconds, most, interval) => {
        expect(seconds / stepFor(seconds, most, interval)).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is never finer than the scrapes', () => {
    fc.assert(
      fc.property(range, points, scrape, (seconds, most, interval) => {
        expect(stepFor(seconds, most, interval)).toBeGreaterThanOrEqual(interval);
      }),
    );
  });

  it('grows with the range and shrinks with the room', () => {
    fc.assert(
      fc.property(range, range, points, scrape, (a, b, most, interval) => {
        const [shorter, longer] = [Math.min(a, b), Math.max(a, b)];
        expect(stepFor(shorter, most, interval)).toBeLessThanOrEqual(stepFor(longer, most, interval));
        expect(stepFor(longer, most, interval)).toBeLessThanOrEqual(
          stepFor(longer, Math.max(1, most - 1), interval),
        );
      }),
    );
  });

  it('is a whole number of seconds, and of days past a day', () => {
    fc.assert(
      fc.property(range, points, scrape, (seconds, most, interval) => {
        const step = stepFor(seconds, most, interval);
        expect(step % (step > DAY ? DAY : 1)).toBe(0);
      }),
    );
  });
});
