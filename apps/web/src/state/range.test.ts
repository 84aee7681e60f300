import { describe, expect, it } from 'vitest';
import { parseTimeSearch, RANGE_IDS, rangeOf, secondsOf, zoomedOutRange } from './range.ts';

const NOW = Date.UTC(2024, 2, 1, 12) / 1000;

/** As the page has it: what the reading says takes the place of what the address says. */
const read = (search: Record<string, string>) =>
  JSON.parse(JSON.stringify({ ...search, ...parseTimeSearch(search) }));

describe('the time in an address', () => {
  it.each([
    [{ range: '5m' }, { range: '5m' }],
    [{ range: 'now-3d' }, { range: '3d' }],
    [{ range: '2w' }, { range: '14d' }],
    [{ range: '90s' }, { range: '2m' }],
    [{ from: 'now-3d' }, { range: '3d' }],
    [{ from: 'now-3d', to: 'now', range: '1h' }, { range: '3d' }],
    [
      { from: '100', to: '200' },
      { from: 100, to: 200 },
    ],
    [
      { from: '1709294400000', to: '1709298000000' },
      { from: 1_709_294_400, to: 1_709_298_000 },
    ],
    [
      { from: '2024-03-01T12:00:00Z', to: '2024-03-01T13:00:00Z' },
      { from: NOW, to: NOW + 3600 },
    ],
    [{ refresh: '1m' }, { refresh: '1m' }],
  ])('%j is %j', (said, shown) => {
    expect(read(said)).toEqual(shown);
  });

  it.each([
    { range: '' },
    { range: '5x' },
    { range: '0m' },
    { range: '9999d' },
    { range: 'constructor' },
    { from: 'abc' },
    { from: 'abc', to: '200' },
    { to: '' },
    { from: '200', to: '100' },
    { from: '-1', to: '1e300' },
    { from: 'now-0m', to: 'now' },
    { refresh: '10' },
    { refresh: 'toString' },
  ])('%j is nothing', (said) => {
    expect(read(said)).toEqual({});
  });

  it('is the range where the moments make none', () => {
    expect(read({ from: 'abc', to: '', range: '1h' })).toEqual({ range: '1h' });
  });
});

describe('zooming out', () => {
  it('goes to the next preset, from one that was typed too, and ends at the longest', () => {
    const wider = (range: string) => zoomedOutRange(rangeOf({ range }), NOW);
    expect(wider('20m')).toEqual({ kind: 'relative', id: '1h', seconds: 3600 });
    expect(wider('90d')).toEqual(rangeOf({ range: '90d' }));
    expect(RANGE_IDS.map(secondsOf)).toEqual(RANGE_IDS.map(secondsOf).toSorted((a, b) => a - b));
  });
});
