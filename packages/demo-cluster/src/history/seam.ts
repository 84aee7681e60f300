import type { ScrapeTarget } from './scrapeTargets.ts';

/** For Prometheus to start, on a machine that does much else; after it, a round of scrapes. */
const TIMEOUT_START_SECONDS = 30;

/**
 * Where a written past meets what Prometheus scrapes itself. Of a series that ends in between neither says so, and
 * Prometheus would show it beside its successor for the five minutes of its look-back: until every target that is up has
 * been scraped once, the world has to stay as the past left it.
 */
export class Seam {
  readonly #targets: readonly ScrapeTarget[];
  readonly #scraped = new Set<string>();
  readonly #deadline: number;
  #isCrossed = false;

  /** @param now Unix seconds; not every target need ever be scraped, so that there is an end to it */
  constructor(targets: readonly ScrapeTarget[], now: number, scrapeSeconds: number) {
    this.#targets = targets;
    this.#deadline = now + TIMEOUT_START_SECONDS + scrapeSeconds;
  }

  /** Prometheus read this target. */
  scraped(address: string): void {
    this.#scraped.add(address);
  }

  /** Whether the world may go on. @param now Unix seconds */
  isCrossed(now: number): boolean {
    this.#isCrossed ||=
      now >= this.#deadline ||
      this.#targets.every(({ address, isUp }) => !isUp() || this.#scraped.has(address));
    return this.#isCrossed;
  }
}
