import { expect, it } from 'vitest';
import { ageOf, humanDuration } from './humanDuration.ts';

it.each([
  [-5, '<invalid>'],
  [0.4, '0s'],
  [119, '119s'],
  [120, '2m'],
  [599, '9m59s'],
  [600, '10m'],
  [179 * 60, '179m'],
  [3 * 3600, '3h'],
  [7 * 3600 + 59 * 60, '7h59m'],
  [47 * 3600, '47h'],
  [50 * 3600, '2d2h'],
  [8 * 86_400, '8d'],
  [729 * 86_400, '729d'],
  [(2 * 365 + 10) * 86_400, '2y10d'],
  [9 * 365 * 86_400, '9y'],
])('%d s is %s', (seconds, text) => {
  expect(humanDuration(seconds)).toBe(text);
});

it('knows no age without a time', () => {
  expect(ageOf('', 0)).toBe('<unknown>');
});
