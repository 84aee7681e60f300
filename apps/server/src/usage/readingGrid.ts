import type { UsageQuery } from '@gpu-console/shared/contract';
import { stepFor } from '@gpu-console/shared/dashboards';
import { alignedGrid } from '../prometheus/queryService.ts';

/** Each series has at most this many readings, and in a large fleet as many as keep a whole answer at this many values. */
const MAX_READINGS = 300;
const MAX_VALUES = 300_000;
const MIN_READINGS = 60;
/** A reading looks back at most this far, and at least over so many scrapes that one missed leaves no hole. */
const MAX_WINDOW_SECONDS = 300;
const SCRAPES = 4;

/** The times of readings. Unix seconds, seconds. */
export interface ReadingGrid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly count: number;
  /** How far back from its time a reading looks. */
  readonly window: number;
  /** Where the range begins; readings before it tell how long a stretch has lasted. */
  readonly from: number;
}

/**
 * The grid begins `idleFor` before the range, so that a stretch across its start is seen whole, and ends at `now` at the latest.
 * @param devices how many GPUs and instances answer with a series each
 */
export function readingGrid(
  { from, to, idleFor }: Pick<UsageQuery, 'from' | 'to' | 'idleFor'>,
  scrapeInterval: number,
  devices: number,
  now: number,
): ReadingGrid {
  const maxReadings = Math.min(MAX_READINGS, Math.max(MIN_READINGS, Math.floor(MAX_VALUES / devices)));
  const begin = Math.max(0, from - idleFor);
  const step = stepFor(to - begin, maxReadings, scrapeInterval);
  const { start, end } = alignedGrid(begin, Math.min(to, now), step);
  const window = Math.max(SCRAPES * scrapeInterval, Math.min(step, MAX_WINDOW_SECONDS));
  const count = Math.round((end - start) / step) + 1;
  return { start, end, step, count, window, from: Math.floor(from / step) * step };
}
