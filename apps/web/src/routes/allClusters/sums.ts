/** A number over several clusters: of how many of them it is known. */
export interface Sum {
  /** Null where it is known of none. */
  readonly value: number | null;
  readonly known: number;
  readonly of: number;
}

/** The sum of what is known; undefined and null are not known, never zero. */
export function sumOf(values: readonly (number | null | undefined)[]): Sum {
  const known = values.filter((value) => value !== null && value !== undefined);
  return {
    value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
    known: known.length,
    of: values.length,
  };
}

interface Weighted {
  readonly value: number | null | undefined;
  readonly weight: number | null | undefined;
}

/** The mean by weight. What weighs nothing has no value, and lacks none; where a weight is not known, neither is its part. */
export function meanOf(parts: readonly Weighted[]): Sum {
  const known = parts.flatMap(({ value, weight }) => {
    if (weight === 0) return [{ value: 0, weight }];
    return value === null || value === undefined || weight === null || weight === undefined
      ? []
      : [{ value, weight }];
  });
  const weight = known.reduce((sum, part) => sum + part.weight, 0);
  const total = known.reduce((sum, part) => sum + part.value * part.weight, 0);
  return { value: weight === 0 ? null : total / weight, known: known.length, of: parts.length };
}
