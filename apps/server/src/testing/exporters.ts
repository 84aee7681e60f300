import { once } from 'node:events';
import { createServer } from 'node:http';

/** How Prometheus scrapes an exporter: its path here, and what the target and the job's configuration say. */
export interface Scrape {
  readonly exposition: string;
  /** As service discovery and relabelling leave them; `instance` among them where it is rewritten. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly honorLabels?: boolean;
}

/** Exporters that are one real HTTP server, and the scrape configuration for them. */
export class Exporters {
  readonly #server;
  readonly #scrapes: readonly Scrape[];

  private constructor(scrapes: readonly Scrape[]) {
    this.#scrapes = scrapes;
    this.#server = createServer((request, response) => {
      const scrape = scrapes[Number(request.url?.slice(1))];
      response.writeHead(scrape === undefined ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4' });
      response.end(scrape?.exposition);
    });
  }

  static async start(...scrapes: readonly Scrape[]): Promise<Exporters> {
    const exporters = new Exporters(scrapes);
    exporters.#server.listen(0, '127.0.0.1');
    await once(exporters.#server, 'listening');
    return exporters;
  }

  /** `prometheus.yml`, in JSON, which is YAML too. */
  config(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the exporters do not listen');
    const jobs = this.#scrapes.map(({ labels = {}, honorLabels = false }, index) => ({
      job_name: `exporter-${index}`,
      metrics_path: `/${index}`,
      honor_labels: honorLabels,
      static_configs: [{ targets: [`127.0.0.1:${address.port}`], labels }],
    }));
    return JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: jobs });
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
