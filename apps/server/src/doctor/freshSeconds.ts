const MIN_SECONDS = 120;
const DEFAULT_SCRAPE_SECONDS = 30;

/** How old the newest sample of a node may be before its metrics count as stopped. */
export function freshSeconds(scrapeSeconds: number | null): number {
  return Math.max(MIN_SECONDS, 3 * (scrapeSeconds ?? DEFAULT_SCRAPE_SECONDS) + 60);
}
