import { type LabelSet, labelSet } from '../exporter/labelSet.ts';
import { Series } from './remoteWrite.ts';
import type { ScrapeTarget } from './scrapeTargets.ts';

/**
 * Labels of a scraped series as Prometheus stores it (scrape.go, mutateSampleLabels). With honorLabels a scraped
 * label wins even when it is empty, which then means absent; without, the target's wins and the scraped one, if it
 * is not empty, moves to `exported_…`.
 */
export function storedLabels(
  scraped: LabelSet['pairs'],
  target: Readonly<Record<string, string>>,
  honorLabels: boolean,
): LabelSet {
  const labels = new Map(scraped);
  for (const [name, value] of Object.entries(target)) {
    const own = labels.get(name);
    if (honorLabels && own !== undefined) continue;
    if (own) labels.set(`exported_${name}`, own);
    labels.set(name, value);
  }
  return labelSet([...labels].filter(([, value]) => value !== ''));
}

/** What Prometheus would keep of one target's scrapes, stale markers included. */
export class TargetHistory {
  readonly target: ScrapeTarget;
  /** By name and stored labels. */
  readonly #all = new Map<string, Series>();
  /** The same by the scraped labels, which live as long as they mean the same. */
  #known = new WeakMap<LabelSet, Map<string, Series>>();
  #targetKey = '';
  #own: readonly { readonly series: Series; readonly report: Report }[] = [];
  #present: Series[] = [];

  constructor(target: ScrapeTarget) {
    this.target = target;
  }

  /** Keeps one scrape. @param time Unix seconds @returns how many samples */
  scrape(time: number): number {
    const { target } = this;
    const before = this.#present;
    const targetLabels = target.labels();
    this.#follow(targetLabels);
    this.#present = [];
    if (target.isUp()) {
      for (const { name, labels, value } of target.samples()) {
        this.#add(this.#seriesOf(name, labels, targetLabels), time, Number(value));
      }
    }
    const count = this.#present.length;
    for (const { series, report } of this.#own) this.#add(series, time, report(count));
    for (const series of before) if (series.lastTime !== time) series.end(time);
    return this.#present.length;
  }

  /** The series that have samples; what they hold is theirs to give and forget. */
  *held(): Iterable<Series> {
    for (const series of this.#all.values()) if (series.count > 0) yield series;
  }

  #add(series: Series, time: number, value: number): void {
    series.add(time, value);
    this.#present.push(series);
  }

  /** Under other target labels every series is another. */
  #follow(targetLabels: Readonly<Record<string, string>>): void {
    const key = JSON.stringify(targetLabels);
    if (key === this.#targetKey) return;
    this.#targetKey = key;
    this.#known = new WeakMap();
    const own = labelSet(Object.entries(targetLabels));
    this.#own = Object.entries(OWN).map(([name, report]) => ({ series: this.#stored(name, own), report }));
  }

  #seriesOf(name: string, labels: LabelSet, targetLabels: Readonly<Record<string, string>>): Series {
    let byName = this.#known.get(labels);
    if (byName === undefined) {
      byName = new Map();
      this.#known.set(labels, byName);
    }
    let series = byName.get(name);
    if (series === undefined) {
      series = this.#stored(name, storedLabels(labels.pairs, targetLabels, this.target.honorLabels));
      byName.set(name, series);
    }
    return series;
  }

  #stored(name: string, labels: LabelSet): Series {
    const key = name + labels.text;
    const series = this.#all.get(key) ?? new Series(name, labels);
    this.#all.set(key, series);
    return series;
  }
}

/** A value from how many samples a scrape brought. */
type Report = (count: number) => number;

/** What Prometheus says of each scrape itself (scrape.go, report), by name. */
const OWN: Readonly<Record<string, Report>> = {
  up: (count) => (count > 0 ? 1 : 0),
  scrape_duration_seconds: (count) => (count > 0 ? 0.004 : 0.001),
  scrape_samples_scraped: (count) => count,
  scrape_samples_post_metric_relabeling: (count) => count,
};
