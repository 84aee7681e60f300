import { setImmediate } from 'node:timers/promises';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { PastStore } from './pastStore.ts';
import { writeRequest } from './remoteWrite.ts';
import type { ScrapeTarget } from './scrapeTargets.ts';
import { TargetHistory } from './targetHistory.ts';

export interface HistoryOptions {
  /** Unix seconds of the first scrape that is kept. */
  readonly from: number;
  /** The end as it is known at the start. */
  readonly to: number;
  /** Unix seconds: the past goes on while it is written, and ends at the last scrape before this. */
  readonly now: () => number;
  readonly scrapeSeconds: number;
  /** Prometheus' data directory. */
  readonly dataDir: string;
  readonly maxSamples?: number;
  readonly onProgress?: (done: number) => void;
}

/** One request holds this much of every series; one is on its way while the next stretch is lived. */
const STRETCH_SECONDS = 900;

/** Before this last stretch every other scrape is left out: a chart of hours shows no more, and it is made sooner. */
const RECENT_SECONDS = 2 * 3600;

/** Below Prometheus' five minutes of look-back, so that charts have no holes. */
const COARSEST_SECONDS = 240;

/**
 * Lives clusters through their past and writes what Prometheus would have scraped into its data directory. Every target is
 * scraped at the end, so that each series that ended before it is marked so.
 * @returns the finest step in seconds and the number of samples
 * @throws Error when there is no Prometheus, or it does not take the past
 */
export async function writeHistory(
  clusters: readonly SimulatedCluster[],
  targets: readonly ScrapeTarget[],
  options: HistoryOptions,
): Promise<{ stepSeconds: number; samples: number }> {
  const { from, to } = options;
  advance(clusters, from);
  const histories = targets.map((target) => new TargetHistory(target));
  const stepSeconds = chooseStep(targets, options);
  const store = await PastStore.open(options.dataDir);
  let samples = 0;
  let writing = Promise.resolve();
  for (let begin = Math.ceil(from / stepSeconds) * stepSeconds; begin <= to; ) {
    const step = begin < to - RECENT_SECONDS ? Math.min(2 * stepSeconds, COARSEST_SECONDS) : stepSeconds;
    const next = nextStretch(begin, step);
    const end = Math.min(to, next - 1);
    samples += await liveThrough(clusters, histories, { begin, end, stepSeconds: step });
    const request = await requestOf(histories);
    await writing;
    writing = store.write(request);
    // Told when it is awaited; not as an unhandled rejection before.
    writing.catch(() => undefined);
    begin = next;
    options.onProgress?.((end - from) / (to - from));
  }
  await writing;
  samples += await catchUp(clusters, histories, options);
  await store.write(await requestOf(histories));
  await store.close();
  return { stepSeconds, samples };
}

function advance(clusters: readonly SimulatedCluster[], time: number): void {
  for (const cluster of clusters) cluster.advanceTo(time);
}

function requestOf(histories: readonly TargetHistory[]): Promise<Buffer> {
  return writeRequest(histories.flatMap((history) => [...history.held()]));
}

/** Lives on to the present, which moves on meanwhile, and scrapes every target there. */
async function catchUp(
  clusters: readonly SimulatedCluster[],
  histories: readonly TargetHistory[],
  { to, now, scrapeSeconds: stepSeconds }: HistoryOptions,
): Promise<number> {
  let samples = 0;
  for (let time = to + stepSeconds; time < now() - 1; time += stepSeconds) {
    samples += await liveThrough(clusters, histories, { begin: time, end: time, stepSeconds });
  }
  const end = Math.max(to + 1, Math.floor(now()));
  advance(clusters, end);
  for (const history of histories) samples += history.scrape(end);
  return samples;
}

function nextStretch(begin: number, stepSeconds: number): number {
  const boundary = (Math.floor(begin / STRETCH_SECONDS) + 1) * STRETCH_SECONDS;
  return Math.ceil(boundary / stepSeconds) * stepSeconds;
}

/** The scrape interval, or the multiple of it that keeps the samples within bounds. */
function chooseStep(targets: readonly ScrapeTarget[], options: HistoryOptions): number {
  const { from, to, scrapeSeconds, maxSamples = 5e6 } = options;
  const perScrape = targets.reduce(
    (sum, target) => sum + new TargetHistory(target).scrape(from) / target.pastStride,
    0,
  );
  const wanted = Math.ceil((perScrape * (to - from)) / maxSamples / scrapeSeconds) * scrapeSeconds;
  return Math.min(Math.max(wanted, scrapeSeconds), COARSEST_SECONDS);
}

/** @returns how many samples the histories took in */
async function liveThrough(
  clusters: readonly SimulatedCluster[],
  histories: readonly TargetHistory[],
  { begin, end, stepSeconds }: { begin: number; end: number; stepSeconds: number },
): Promise<number> {
  let samples = 0;
  for (let time = begin; time <= end; time += stepSeconds) {
    advance(clusters, time);
    for (const history of histories) {
      const stride = Math.min(history.target.pastStride * stepSeconds, COARSEST_SECONDS);
      if (time % stride < stepSeconds) samples += history.scrape(time);
    }
    // So that Prometheus' answer, and a signal, are noticed in time.
    await setImmediate();
  }
  return samples;
}
