import { writeFile } from 'node:fs/promises';
import type { ObjectStore } from '../kubernetes/objectStore.ts';
import { prometheusConfig, type ScrapedCluster } from './prometheusConfig.ts';
import { isRefused } from './promtool.ts';
import { type ScrapeJob, scrapeJobs } from './scrapeJobs.ts';

export interface PrometheusOperatorOptions {
  readonly store: ObjectStore;
  /** Where prometheus.yml goes. */
  readonly path: string;
  /** Prometheus finds its targets in Kubernetes; a build that cannot do that gets them over HTTP. */
  readonly urls: { readonly kubernetes: string; readonly http: string };
  /** Other clusters of the same Prometheus, found over HTTP; what is scraped of them stays as it is. */
  readonly others?: readonly {
    readonly name: string;
    readonly store: ObjectStore;
    readonly url: string;
  }[];
  readonly scrapeSeconds: number;
  /** The file has changed: Prometheus has to read it again. */
  readonly onChange: () => void;
}

const KINDS: ReadonlySet<string> = new Set(['Prometheus', 'ServiceMonitor', 'Namespace']);

/** Keeps Prometheus' configuration as the cluster's Prometheus and ServiceMonitor objects ask for. */
export class PrometheusOperator {
  readonly #options: PrometheusOperatorOptions;
  readonly #unsubscribe: () => void;
  #kind: 'kubernetes' | 'http' = 'kubernetes';
  #written = '';
  #isDue = false;

  private constructor(options: PrometheusOperatorOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.subscribe(({ object }) => {
      this.#isDue ||= KINDS.has(object.kind);
    });
  }

  /** Writes the file for the first time. */
  static async start(options: PrometheusOperatorOptions): Promise<PrometheusOperator> {
    const operator = new PrometheusOperator(options);
    await operator.#write();
    if (await isRefused(options.path)) {
      operator.#kind = 'http';
      await operator.#write();
    }
    return operator;
  }

  /** Writes the file again if something has changed since that it follows from. */
  async reconcile(): Promise<void> {
    if (!this.#isDue) return;
    this.#isDue = false;
    if (await this.#write()) this.#options.onChange();
  }

  stop(): void {
    this.#unsubscribe();
  }

  /** Whether the file has become another. */
  async #write(): Promise<boolean> {
    const { store, others = [], path, urls, scrapeSeconds } = this.#options;
    const own = { discovery: { kind: this.#kind, url: urls[this.#kind] }, jobs: jobsIn(store) };
    const clusters = others.map(({ name, store: other, url }): ScrapedCluster => {
      const jobs = jobsIn(other).map((job) => ({ ...job, name: `${name}/${job.name}` }));
      return { discovery: { kind: 'http', url }, jobs };
    });
    const text = prometheusConfig({ clusters: [own, ...clusters], scrapeSeconds });
    if (text === this.#written) return false;
    await writeFile(path, text);
    this.#written = text;
    return true;
  }
}

function jobsIn(store: ObjectStore): ScrapeJob[] {
  return scrapeJobs({
    prometheuses: store.list('Prometheus'),
    serviceMonitors: store.list('ServiceMonitor'),
    namespaces: store.list('Namespace'),
  });
}
