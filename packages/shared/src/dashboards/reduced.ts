import type { Statistic } from './model.ts';

/**
 * A series' values over the range as one; gaps count for nothing, and null stands where there is no value at all (`count`
 * is 0 then). `range` is the largest less the smallest, `delta` the last less the first.
 */
export function reduced(values: readonly (number | null)[], statistic: Statistic): number | null {
  const known = values.filter((value) => value !== null);
  if (statistic === 'count') return known.length;
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return null;
  switch (statistic) {
    case 'last':
      return last;
    case 'first':
      return first;
    case 'min':
      return known.reduce((a, b) => Math.min(a, b));
    case 'max':
      return known.reduce((a, b) => Math.max(a, b));
    case 'sum':
      return known.reduce((a, b) => a + b);
    case 'mean':
      return known.reduce((a, b) => a + b) / known.length;
    case 'range':
      return known.reduce((a, b) => Math.max(a, b)) - known.reduce((a, b) => Math.min(a, b));
    case 'delta':
      return last - first;
  }
}
