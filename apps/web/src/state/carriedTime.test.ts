import { expect, it } from 'vitest';
import { carriedTime, keepTimeBefore } from './carriedTime.ts';

it('is the time shown, but of a dashboard with its own time that of the page before', () => {
  expect(carriedTime({ range: '1h' })).toEqual({ range: '1h' });
  keepTimeBefore({ range: '1h' }, { range: '15m', refresh: '10s' });
  expect(carriedTime({ range: '15m', refresh: '10s' })).toEqual({ range: '1h' });
  expect(carriedTime({ range: '2d', refresh: '10s' })).toEqual({ range: '2d', refresh: '10s' });
});
