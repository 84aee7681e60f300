import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { until } from './until.ts';

const run = promisify(execFile);

/** A real Prometheus on a free port of the loopback, holding the given OpenMetrics lines and scraping nothing. */
export class PrometheusServer {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #port = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(openMetrics: string): Promise<PrometheusServer> {
    const folder = await mkdtemp(join(tmpdir(), 'gpu-console-prometheus-'));
    await writeFile(join(folder, 'history.om'), openMetrics);
    await writeFile(join(folder, 'prometheus.yml'), 'global: { scrape_interval: 15s }\n');
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', 'history.om', 'data'], {
      cwd: folder,
    });
    const server = new PrometheusServer(folder);
    await server.resume();
    return server;
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
