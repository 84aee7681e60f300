import { describe, expect, it } from 'vitest';
import { fitText, textWidth } from './textWidth.ts';

describe('the width of a text', () => {
  it('grows with its letters and its size', () => {
    expect(textWidth('GPU 10', 12)).toBeGreaterThan(textWidth('GPU 1', 12));
    expect(textWidth('GPU', 24)).toBeCloseTo(2 * textWidth('GPU', 12));
  });

  it('has a square for every ideograph', () => {
    expect(textWidth('显存', 12)).toBe(24);
  });
});

describe('fitText', () => {
  it('leaves what fits, and cuts off what does not', () => {
    expect(fitText('node-1', 200, 12)).toBe('node-1');
    const cut = fitText('a-very-long-node-name.example.internal', 100, 12);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
  });

  it('never cuts a letter in two', () => {
    expect(fitText('🦊🦊🦊🦊', 30, 12)).toBe('🦊…');
  });
});
