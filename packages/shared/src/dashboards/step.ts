/** Steps that people read easily and that nest, in seconds: cached columns of one serve the next. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/**
 * The finest step (seconds) that gives at most `maxDataPoints` over `range` seconds and is no finer than the
 * scrape interval, below which there is nothing new to see.
 */
export function stepFor(range: number, maxDataPoints: number, scrapeInterval: number): number {
  const finest = Math.max(range / maxDataPoints, scrapeInterval);
  return STEPS.find((step) => step >= finest) ?? Math.ceil(finest / 86_400) * 86_400;
}
