import { describe, expect, it } from 'vitest';
import { readingGrid } from './readingGrid.ts';

const HOUR = 3600;
const RANGE = { from: 100 * HOUR, to: 101 * HOUR, idleFor: HOUR };
const LATER = 1000 * HOUR;

describe('the grid of readings', () => {
  it('begins before the range, by what makes a stretch idle', () => {
    const { start, from, end, step, count } = readingGrid(RANGE, 15, 8, LATER);
    expect([start, from, end]).toEqual([99 * HOUR, 100 * HOUR, 101 * HOUR]);
    expect(start + (count - 1) * step).toBe(end);
    expect(count).toBeLessThanOrEqual(301);
  });

  it('has fewer readings in a large fleet, yet never fewer than are of use', () => {
    const counts = [8, 2000, 1_000_000].map((devices) => readingGrid(RANGE, 15, devices, LATER).count);
    expect(counts[1]).toBeLessThan(counts[0] ?? 0);
    expect(counts[1]).toBeLessThanOrEqual(151);
    expect(counts[2]).toBeGreaterThan(50);
  });

  it('looks over several scrapes, and over five minutes at most', () => {
    expect(readingGrid(RANGE, 60, 8, LATER).window).toBe(240);
    expect(readingGrid({ ...RANGE, from: 0, to: LATER }, 15, 8, LATER).window).toBe(300);
  });

  it('does not reach beyond now, nor before 1970', () => {
    const now = RANGE.from + 600;
    expect(readingGrid(RANGE, 15, 8, now).end).toBeLessThanOrEqual(now);
    expect(readingGrid({ from: 60, to: 120, idleFor: HOUR }, 15, 8, LATER).start).toBe(0);
  });
});
