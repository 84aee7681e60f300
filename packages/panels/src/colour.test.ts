import { describe, expect, it } from 'vitest';
import { contrast, legible, mix, textOn } from './colour.ts';

const LEVELS = ['00', '33', '66', '99', 'cc', 'ff'];
const COLOURS = LEVELS.flatMap((red) =>
  LEVELS.flatMap((green) => LEVELS.map((blue) => `#${red}${green}${blue}`)),
);

describe('colours', () => {
  it('are read in every form that a dashboard may have', () => {
    expect(mix('#abc', '#000000', 0)).toBe('#aabbcc');
    expect(mix('#a1b2c3', '#000000', 0)).toBe('#a1b2c3');
    expect(mix('#a1b2c380', '#000000', 0)).toBe('#a1b2c3');
  });

  it('mix from one to the other', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#102030', '#ffffff', 1)).toBe('#ffffff');
  });

  it('have the contrast that WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('carry text that can be read', () => {
    for (const ground of COLOURS) expect(contrast(textOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('can be read as text on both themes', () => {
    for (const colour of COLOURS) {
      expect(contrast(legible(colour, '#ffffff', '#1a1f26'), '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(legible(colour, '#12161c', '#e6e9ee'), '#12161c')).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('stay as they are where they can be read', () => {
    expect(legible('#bb0000', '#ffffff', '#000000')).toBe('#bb0000');
  });
});
