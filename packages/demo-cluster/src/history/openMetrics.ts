import { type LabelSet, labelSet } from '../exporter/labelSet.ts';
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

/** Writes scrapes of one target as OpenMetrics lines with timestamps. */
export class TargetHistory {
  readonly target: ScrapeTarget;
  #stored = new WeakMap<LabelSet, string>();
  #targetKey = '';
  #own = '';

  constructor(target: ScrapeTarget) {
    this.target = target;
  }

  /** Adds the lines of one scrape to `lines`. @param time Unix seconds @returns how many */
  append(lines: string[], time: number): number {
    const { target } = this;
    const targetLabels = target.labels();
    const key = JSON.stringify(targetLabels);
    if (key !== this.#targetKey) {
      this.#targetKey = key;
      this.#stored = new WeakMap();
      this.#own = labelSet(Object.entries(targetLabels)).text;
    }
    let count = 0;
    if (target.isUp()) {
      for (const { name, labels, value } of target.samples()) {
        lines.push(`${name}${this.#textOf(labels, targetLabels)} ${value} ${time}\n`);
        count += 1;
      }
    }
    this.#appendOwn(lines, time, count);
    return count + 4;
  }

  #appendOwn(lines: string[], time: number, count: number): void {
    lines.push(
      `up${this.#own} ${count > 0 ? 1 : 0} ${time}\n`,
      `scrape_duration_seconds${this.#own} ${count > 0 ? 0.004 : 0.001} ${time}\n`,
      `scrape_samples_scraped${this.#own} ${count} ${time}\n`,
      `scrape_samples_post_metric_relabeling${this.#own} ${count} ${time}\n`,
    );
  }

  #textOf(labels: LabelSet, targetLabels: Readonly<Record<string, string>>): string {
    let text = this.#stored.get(labels);
    if (text === undefined) {
      text = storedLabels(labels.pairs, targetLabels, this.target.honorLabels).text;
      this.#stored.set(labels, text);
    }
    return text;
  }
}
