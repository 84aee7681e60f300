/** The values that have a gap, or an end, on either side. */
export function lonePoints(values: readonly (number | null)[]): readonly { index: number; value: number }[] {
  return values.flatMap((value, index) => {
    if (value === null || isValue(values[index - 1]) || isValue(values[index + 1])) return [];
    return [{ index, value }];
  });
}

function isValue(value: number | null | undefined): boolean {
  return value !== null && value !== undefined;
}
