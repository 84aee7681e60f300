import type { ValueMapping } from '@gpu-console/shared/dashboards';

/** Scaling there and back is not always exact: a share of the value. */
const TOLERANCE = 1e-9;

/** Values from `low` to `high`, both included. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** What stands for values as a query gives them: of several mappings the first. */
type Find = (raw: number) => ValueMapping | undefined;

const known = new WeakMap<readonly ValueMapping[], Find>();

/** Finds mappings of a list; of a long one by halves, since it is asked for every point of every line. */
export function mappingIndex(mappings: readonly ValueMapping[]): Find {
  const find = known.get(mappings) ?? indexed(mappings);
  known.set(mappings, find);
  return find;
}

function indexed(mappings: readonly ValueMapping[]): Find {
  const ranges = mappings.map(rangeOf);
  const ends = [...new Set(ranges.flatMap(({ low, high }) => [low, high]))].sort((a, b) => a - b);
  const first = (low: number, high: number) =>
    mappings[ranges.findIndex((range) => range.low <= low && range.high >= high)];
  const at = ends.map((end) => first(end, end));
  /** Between each end and the one before it. */
  const before = ends.map((end, index) => first(ends[index - 1] ?? Number.NEGATIVE_INFINITY, end));
  return (raw) => {
    const index = firstNotBelow(ends, raw);
    return ends[index] === raw ? at[index] : before[index];
  };
}

/** A bound that is open is without end; the others reach a little further than they say. */
function rangeOf({ from, to }: ValueMapping): Range {
  return {
    low: from === null ? Number.NEGATIVE_INFINITY : from / (from >= 0 ? 1 + TOLERANCE : 1 - TOLERANCE),
    high: to === null ? Number.POSITIVE_INFINITY : to / (to >= 0 ? 1 - TOLERANCE : 1 + TOLERANCE),
  };
}

/** The place of the first number in order that is not less than `value`. */
function firstNotBelow(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
