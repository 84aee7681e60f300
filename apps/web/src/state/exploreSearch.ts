/** The queries explored, in the URL as `q=…&q=…`. */
export interface ExploreSearch {
  readonly q?: readonly string[] | undefined;
}

/** As many as stand side by side in a chart that can still be read. */
export const MAX_EXPLORED = 10;

/** Reads the URL's own words; empty queries ask nothing. */
export function parseExploreSearch({ q }: Readonly<Record<string, unknown>>): ExploreSearch {
  const all = (Array.isArray(q) ? q : [q]).filter((one) => typeof one === 'string' && one.trim() !== '');
  return all.length === 0 ? {} : { q: all.slice(0, MAX_EXPLORED).map(String) };
}
