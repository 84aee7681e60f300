/** What a legend says of a series, in base units; null where the series has no value at all. */
export interface LegendStatistics {
  readonly last: number | null;
  readonly min: number | null;
  readonly mean: number | null;
  readonly max: number | null;
}

const NONE: LegendStatistics = { last: null, min: null, mean: null, max: null };

/** Last, smallest, mean and largest of the values that are there; gaps count for nothing. */
export function legendStatistics(values: readonly (number | null)[]): LegendStatistics {
  let last: number | null = null;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  return count === 0 ? NONE : { last, min, mean: sum / count, max };
}
