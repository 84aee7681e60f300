import { describe, expect, it } from 'vitest';
import { panelOf, tokens } from './fixtures.ts';
import { panelText, valueColour } from './panelReading.ts';

describe('a value as a panel reads it', () => {
  it('has its unit, and the digits that the panel wants', () => {
    expect(panelText(panelOf(), 302.206, 'en')).toBe('302 W');
    expect(panelText(panelOf({ decimals: 1 }), 302.206, 'en')).toBe('302.2 W');
    expect(panelText(panelOf(), null, 'en')).toBe('–');
  });

  it('is the text of its mapping, which is of the value before scaling', () => {
    const mappings = [
      { from: 97, to: 97, text: 'nearly full' },
      { from: null, to: 0, text: 'idle' },
    ];
    const panel = panelOf({ unit: 'ratio', scale: 0.01, mappings });
    expect(panelText(panel, 97 * 0.01, 'en')).toBe('nearly full');
    expect(panelText(panel, 0, 'en')).toBe('idle');
    expect(panelText(panel, 0.5, 'en')).toBe('50%');
  });

  it('has no unit where it counts values', () => {
    expect(panelText(panelOf({ decimals: 2 }), 12, 'en', 'count')).toBe('12');
  });
});

describe('the colour of a value', () => {
  const steps = [
    { from: null, colour: '#00aa00' },
    { from: 80, colour: '#aaaa00' },
    { from: 90, colour: '#aa0000' },
  ];

  it('is that of the last step it reaches', () => {
    const colours = [-5, 79.9, 80, 95].map((value) =>
      valueColour(panelOf({ thresholds: { steps } }), value, tokens),
    );
    expect(colours).toEqual(['#00aa00', '#00aa00', '#aaaa00', '#aa0000']);
  });

  it('is its mapping’s first of all', () => {
    const mappings = [{ from: 95, to: 95, text: '', colour: '#123456' }];
    expect(valueColour(panelOf({ thresholds: { steps }, mappings }), 95, tokens)).toBe('#123456');
  });

  it('is the level’s where there are two levels', () => {
    const panel = panelOf({ thresholds: { warning: 80, critical: 90 } });
    const colours = [10, 85, 90].map((value) => valueColour(panel, value, tokens));
    expect(colours).toEqual([null, tokens.warning, tokens.critical]);
  });

  it('is none without a value, or without steps', () => {
    expect(valueColour(panelOf({ thresholds: { steps } }), null, tokens)).toBeNull();
    expect(valueColour(panelOf(), 5, tokens)).toBeNull();
  });
});
