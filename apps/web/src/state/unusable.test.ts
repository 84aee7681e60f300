import { expect, it } from 'vitest';
import { parseTimeSearch } from './range.ts';
import { unusableParams } from './unusable.ts';

it('names what of an address its pages make nothing of, and nothing that is none of theirs', () => {
  const said = { range: '5x', refresh: '10s', from: 'abc', to: '', q: 'h100', other: '1' };
  expect(unusableParams(said, { ...said, ...parseTimeSearch(said) })).toEqual([
    { key: 'range', value: '5x' },
    { key: 'from', value: 'abc' },
    { key: 'to', value: '' },
  ]);
});

it('has nothing to say of what was read in another form', () => {
  for (const said of [
    { from: 'now-3d', to: 'now' },
    { from: '100', to: '200', range: '1h' },
  ])
    expect(unusableParams(said, { ...said, ...parseTimeSearch(said) })).toEqual([]);
});
