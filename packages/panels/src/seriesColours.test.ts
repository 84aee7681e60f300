import { describe, expect, it } from 'vitest';
import { tokens } from './fixtures.ts';
import { assignSlots, slotColour } from './seriesColours.ts';

describe('assignSlots', () => {
  it('gives each key one place, in the order in which they come', () => {
    expect([...assignSlots(new Map(), ['a', 'b', 'a'])]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('moves no key when others come or go', () => {
    const before = assignSlots(new Map(), ['a', 'b', 'c']);
    const after = assignSlots(before, ['z', 'c']);
    expect(after.get('c')).toBe(2);
    expect(after.get('z')).toBe(3);
  });

  it('is the same map where nothing is new', () => {
    const slots = assignSlots(new Map(), ['a']);
    expect(assignSlots(slots, ['a'])).toBe(slots);
  });
});

describe('slotColour', () => {
  it('takes the palette in order, then its hues again in other shades', () => {
    const colours = Array.from({ length: 9 }, (_, slot) => slotColour(slot, tokens));
    expect(colours.slice(0, 3)).toEqual(tokens.series);
    expect(new Set(colours).size).toBe(9);
    for (const colour of colours) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  });
});
