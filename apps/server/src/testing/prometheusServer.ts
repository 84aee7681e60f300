import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { listeningPort } from '@gpu-console/shared/prometheus';
import { z } from 'zod';
import { until } from './until.ts';

const run = promisify(execFile);

const TIMEOUT_PROMTOOL_MS = 60_000;
const TIMEOUT_END_MS = 20_000;
/** So many of its log's last lines are kept for messages. */
const MAX_LINES = 20;

const Rules = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ health: z.string() })) })).min(1),
  }),
});

/** A real Prometheus on a free port of the loopback. */
export class PrometheusServer {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #port = 0;
  #log: string[] = [];
  /** From its folder. */
  #files = { config: 'prometheus.yml', data: 'data' };

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** One that holds the given OpenMetrics lines and scrapes nothing. @param rules what a file of rules says, if there is one */
  static async start(openMetrics: string, rules?: string): Promise<PrometheusServer> {
    const files = rules === undefined ? '' : '\nrule_files: [rules.json]';
    const server = await PrometheusServer.#prepare(
      `global: { scrape_interval: 15s, evaluation_interval: 1s }${files}`,
    );
    if (rules !== undefined) await writeFile(join(server.#folder, 'rules.json'), rules);
    await writeFile(join(server.#folder, 'history.om'), openMetrics);
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', 'history.om', 'data'], {
      cwd: server.#folder,
      timeout: TIMEOUT_PROMTOOL_MS,
      killSignal: 'SIGKILL',
    });
    await server.resume();
    if (rules !== undefined) await until('its rules were evaluated', () => server.#hasEvaluated());
    return server;
  }

  /** One that scrapes as it is told; ready once each job was scraped. */
  static async scraping(config: string, jobs: number): Promise<PrometheusServer> {
    const server = await PrometheusServer.#prepare(config);
    await server.resume();
    await until(
      'every exporter is scraped',
      async () => {
        const reply = await fetch(`${server.url}/api/v1/query?query=count(up==1)`);
        return (await reply.text()).includes(`"${jobs}"`);
      },
      () => server.#words,
    );
    return server;
  }

  /** One that goes on with a configuration and data that somebody else made, and keeps. */
  static async over(configFile: string, dataDir: string): Promise<PrometheusServer> {
    const server = await PrometheusServer.#prepare('global: {}');
    server.#files = { config: configFile, data: dataDir };
    await server.resume();
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

  /** Whether each of its rules was evaluated once: alerts that are to fire do. */
  async #hasEvaluated(): Promise<boolean> {
    const { groups } = Rules.parse(await (await fetch(`${this.url}/api/v1/rules`)).json()).data;
    return groups.flatMap(({ rules }) => rules).every(({ health }) => health !== 'unknown');
  }

  /** Starts it, again on the port it had before. */
  async resume(): Promise<void> {
    const child = spawn(
      'prometheus',
      [
        `--config.file=${this.#files.config}`,
        `--storage.tsdb.path=${this.#files.data}`,
        `--web.listen-address=127.0.0.1:${this.#port}`,
      ],
      { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    this.#log = [];
    let port: number | undefined;
    createInterface(child.stderr).on('line', (line) => {
      port ??= listeningPort(line);
      this.#log.push(line);
      if (this.#log.length > MAX_LINES) this.#log.shift();
    });
    const words = () => this.#words;
    this.#port = await until(
      'Prometheus says where it listens, or ends',
      () => (child.exitCode === null ? port : 0),
      words,
    );
    if (child.exitCode !== null) throw new Error(`Prometheus ended with ${child.exitCode}:\n${words()}`);
    await until('Prometheus is ready', async () => (await fetch(`${this.url}/-/ready`)).ok, words);
  }

  get #words(): string {
    return this.#log.join('\n');
  }

  /** Ends it; what it holds stays for `resume`. */
  async pause(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const timeout = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_END_MS);
    await exit;
    clearTimeout(timeout);
  }

  async stop(): Promise<void> {
    await this.pause();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
