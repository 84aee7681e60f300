import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

const BOX = { x: 0, y: 0, width: 100, height: 100 };

/** The heights of the line's points, from the top of the box. */
function heights(values: readonly (number | null)[]): readonly number[] {
  const line = sparkline(values, BOX, 'red').find((shape) => shape.kind === 'path' && 'stroke' in shape);
  if (line?.kind !== 'path') throw new Error('there is no line');
  return [...line.d.matchAll(/[ML][\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));
}

describe('a sparkline', () => {
  it('stands on zero, so that a small change looks small', () => {
    const [before = 0, after = 0] = heights([64, 62]);
    expect(before).toBe(0);
    expect(after).toBeCloseTo(3.1);
    expect(heights([0, 0])).toEqual([100, 100]);
  });

  it('has zero between what is above and below it', () => {
    expect(heights([-10, 10])).toEqual([100, 0]);
    expect(heights([-10, -5])).toEqual([100, 50]);
  });
});
