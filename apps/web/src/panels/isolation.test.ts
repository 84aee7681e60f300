import { describe, expect, it } from 'vitest';
import { isolate, visibleSeries } from './isolation.ts';

const none: ReadonlySet<string> = new Set();

describe('isolate', () => {
  it('shows one alone, another instead, and all again on the second click', () => {
    const first = isolate(none, 'a', false);
    expect([...first]).toEqual(['a']);
    expect([...isolate(first, 'b', false)]).toEqual(['b']);
    expect([...isolate(first, 'a', false)]).toEqual([]);
  });

  it('adds and removes', () => {
    const both = isolate(new Set(['a']), 'b', true);
    expect([...both]).toEqual(['a', 'b']);
    expect([...isolate(both, 'a', true)]).toEqual(['b']);
  });
});

describe('visibleSeries', () => {
  it('is all where none is isolated, or those that were have gone', () => {
    const series = [{ key: 'a' }, { key: 'b' }];
    expect(visibleSeries(series, none)).toBe(series);
    expect(visibleSeries(series, new Set(['gone']))).toBe(series);
    expect(visibleSeries(series, new Set(['b']))).toEqual([{ key: 'b' }]);
  });
});
