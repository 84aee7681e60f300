import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { until } from './until.ts';

const run = promisify(execFile);

/** A real Prometheus on a free port of the loopback. */
export class PrometheusServer {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #port = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** One that holds the given OpenMetrics lines and scrapes nothing. */
  static async start(openMetrics: string): Promise<PrometheusServer> {
    const server = await PrometheusServer.#prepare('global: { scrape_interval: 15s }');
    await writeFile(join(server.#folder, 'history.om'), openMetrics);
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', 'history.om', 'data'], {
      cwd: server.#folder,
    });
    await server.resume();
    return server;
  }

  /** One that scrapes as it is told; ready once each job was scraped. */
  static async scraping(config: string, jobs: number): Promise<PrometheusServer> {
    const server = await PrometheusServer.#prepare(config);
    await server.resume();
    await until('every exporter is scraped', async () => {
      const reply = await fetch(`${server.url}/api/v1/query?query=count(up==1)`);
      return (await reply.text()).includes(`"${jobs}"`);
    });
    return server;
  }

  static async #prepare(config: string): Promise<PrometheusServer> {
    const folder = await mkdtemp(join(tmpdir(), 'gpu-console-prometheus-'));
    await writeFile(join(folder, 'prometheus.yml'), config);
    return new PrometheusServer(folder);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, again on the port it had before. */
  async resume(): Promise<void> {
    const child = spawn(
      'prometheus',
      [
        '--config.file=prometheus.yml',
        '--storage.tsdb.path=data',
        `--web.listen-address=127.0.0.1:${this.#port}`,
      ],
      { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    const log: string[] = [];
    createInterface(child.stderr).on('line', (line) => log.push(line));
    this.#port = await until('Prometheus says where it listens', () => {
      if (child.exitCode !== null) throw new Error(log.join('\n'));
      const address = log.map((line) => /msg="Listening on" address=\S+:(\d+)/.exec(line)?.[1]).find(Boolean);
      return address === undefined ? undefined : Number(address);
    });
    await until('Prometheus is ready', async () => (await fetch(`${this.url}/-/ready`)).ok);
  }

  /** Ends it; what it holds stays for `resume`. */
  async pause(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  async stop(): Promise<void> {
    await this.pause();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
