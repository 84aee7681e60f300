import { expect, it } from 'vitest';
import { parseExploreSearch } from './exploreSearch.ts';
import { parseSearch, stringifySearch } from './search.ts';

const read = (text: string) => parseExploreSearch(parseSearch(text));

it('reads one query or several, as they were written', () => {
  expect(read('?q=up')).toEqual({ q: ['up'] });
  expect(read('?q=up%7Ba%3D%22b%22%7D&q=1+%2B+1')).toEqual({ q: ['up{a="b"}', '1 + 1'] });
  expect(read(stringifySearch({ q: ['a+b', 'c&d'] }))).toEqual({ q: ['a+b', 'c&d'] });
});

it('takes empty queries for none, and ten of many', () => {
  expect(read('?q=&q=+')).toEqual({});
  expect(read('')).toEqual({});
  expect(read(`?${Array.from({ length: 12 }, (_, index) => `q=${index}`).join('&')}`).q).toHaveLength(10);
});
