import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { BlockMaker } from './blocks.ts';
import { TargetHistory } from './openMetrics.ts';
import type { ScrapeTarget } from './scrapeTargets.ts';

export interface HistoryOptions {
  /** Unix seconds of the first scrape that is kept; the last is at `to`. */
  readonly from: number;
  readonly to: number;
  readonly scrapeSeconds: number;
  /** Prometheus' data directory. */
  readonly dataDir: string;
  readonly maxSamples?: number;
  readonly onProgress?: (done: number) => void;
}

/** Files of this length: blocks are made of one while the next is written. */
const FILE_SECONDS = 3600;

/** Before this last stretch every other scrape is left out: a chart of hours shows no more, and it is made sooner. */
const RECENT_SECONDS = 2 * FILE_SECONDS;

/** Below Prometheus' five minutes of look-back, so that charts have no holes. */
const COARSEST_SECONDS = 240;

/**
 * Lives a cluster through its past and writes what Prometheus would have scraped into its data directory. A series
 * that ends is seen for five more minutes there, because OpenMetrics has no stale marker.
 * @returns the finest step in seconds and the number of samples
 * @throws Error when promtool fails
 */
export async function writeHistory(
  cluster: SimulatedCluster,
  targets: readonly ScrapeTarget[],
  options: HistoryOptions,
): Promise<{ stepSeconds: number; samples: number }> {
  const { from, to, dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  cluster.advanceTo(from);
  const histories = targets.map((target) => new TargetHistory(target));
  const stepSeconds = chooseStep(histories, options);
  const blocks = new BlockMaker(dataDir);
  let samples = 0;
  const first = Math.ceil(from / stepSeconds) * stepSeconds;
  for (let begin = first; begin <= to; ) {
    const step = begin < to - RECENT_SECONDS ? Math.min(2 * stepSeconds, COARSEST_SECONDS) : stepSeconds;
    const next = nextFile(begin, step);
    const end = Math.min(to, next - 1);
    const file = join(dataDir, `history-${begin}.om`);
    samples += await writeFile(file, cluster, histories, { begin, end, stepSeconds: step });
    await blocks.add(file);
    begin = next;
    options.onProgress?.((end - from) / (to - from));
  }
  await blocks.finish();
  return { stepSeconds, samples };
}

function nextFile(begin: number, stepSeconds: number): number {
  const boundary = (Math.floor(begin / FILE_SECONDS) + 1) * FILE_SECONDS;
  return Math.ceil(boundary / stepSeconds) * stepSeconds;
}

/** The scrape interval, or the multiple of it that keeps the samples within bounds. */
function chooseStep(histories: readonly TargetHistory[], options: HistoryOptions): number {
  const { from, to, scrapeSeconds, maxSamples = 4e6 } = options;
  const perScrape = histories.reduce(
    (sum, history) => sum + history.append([], from) / history.target.pastStride,
    0,
  );
  const wanted = Math.ceil((perScrape * (to - from)) / maxSamples / scrapeSeconds) * scrapeSeconds;
  return Math.min(Math.max(wanted, scrapeSeconds), COARSEST_SECONDS);
}

async function writeFile(
  path: string,
  cluster: SimulatedCluster,
  histories: readonly TargetHistory[],
  { begin, end, stepSeconds }: { begin: number; end: number; stepSeconds: number },
): Promise<number> {
  const file = openSync(path, 'w');
  let samples = 0;
  for (let time = begin; time <= end; time += stepSeconds) {
    cluster.advanceTo(time);
    const lines: string[] = [];
    for (const history of histories) {
      const stride = Math.min(history.target.pastStride * stepSeconds, COARSEST_SECONDS);
      if (time % stride < stepSeconds) samples += history.append(lines, time);
    }
    writeSync(file, lines.join(''));
    // So that promtool's end, and a signal, are noticed in time.
    await setImmediate();
  }
  writeSync(file, '# EOF\n');
  closeSync(file);
  return samples;
}
