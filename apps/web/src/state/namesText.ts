/** The first names, and how many more there are: "a, b, c +2". */
export function namesText(names: readonly string[], max: number): string {
  const rest = names.length - max;
  return names.slice(0, max).join(', ') + (rest > 0 ? ` +${rest}` : '');
}
