import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const READY_EVERY_MS = 20;

/**
 * A Prometheus that scrapes nothing and takes the past over remote write, which alone can tell when a series ended; a
 * later one goes on with its data directory.
 */
export class PastStore {
  readonly #child: ChildProcess;
  readonly url: string;
  readonly #config: string;

  private constructor(child: ChildProcess, url: string, config: string) {
    this.#child = child;
    this.url = url;
    this.#config = config;
  }

  /** @throws Error when there is no Prometheus, or it does not start; its words are in the message */
  static async open(dataDir: string): Promise<PastStore> {
    await mkdir(dataDir, { recursive: true });
    const config = join(dataDir, 'past.yml');
    await writeFile(config, 'global: {}\n');
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${dataDir}`,
      '--web.listen-address=127.0.0.1:0',
      '--web.enable-remote-write-receiver',
    ];
    // The kernel ends it when this process is gone, however that ends (prctl(2), PR_SET_PDEATHSIG).
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', 'prometheus', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let last = 'is it installed?';
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`Prometheus could not be started: ${last}`)));
      createInterface(child.stderr).on('line', (line) => {
        last = line;
        const port = /msg="Listening on" address=\S+:(\d+)/.exec(line)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    });
    while (!(await fetch(`${url}/-/ready`)).ok) await delay(READY_EVERY_MS);
    return new PastStore(child, url, config);
  }

  /** @param request as `writeRequest` makes it; times may go back by less than an hour @throws Error with its words */
  async write(request: Buffer): Promise<void> {
    const reply = await fetch(`${this.url}/api/v1/write`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
      },
      body: request,
    });
    if (!reply.ok) throw new Error(`Prometheus did not take the past: ${await reply.text()}`);
  }

  /** Ends it, in order: what was written stays. */
  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
    await rm(this.#config);
  }
}
