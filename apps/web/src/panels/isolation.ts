/** A click on a series shows only it, and all again where it already was alone; with `add`, it comes in or goes out. */
export function isolate(isolated: ReadonlySet<string>, key: string, add: boolean): ReadonlySet<string> {
  if (!add) return isolated.size === 1 && isolated.has(key) ? new Set() : new Set([key]);
  const next = new Set(isolated);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The isolated series; all where none is isolated or those that were have gone. */
export function visibleSeries<T extends { readonly key: string }>(
  series: readonly T[],
  isolated: ReadonlySet<string>,
): readonly T[] {
  const chosen = series.filter(({ key }) => isolated.has(key));
  return chosen.length === 0 ? series : chosen;
}
