import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether promtool is there and says that a Prometheus of its build would not start with this configuration. */
export async function isRefused(configFile: string): Promise<boolean> {
  return run('promtool', ['check', 'config', configFile]).then(
    () => false,
    (error: unknown) => !isMissing(error),
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Makes TSDB blocks of OpenMetrics files with promtool, a few files at a time. */
export class BlockMaker {
  readonly #dataDir: string;
  readonly #parallel: number;
  #running: Promise<void>[] = [];

  constructor(dataDir: string, parallel = 2) {
    this.#dataDir = dataDir;
    this.#parallel = parallel;
  }

  /** Begins with a file as soon as there is room; the file is removed when its block is made. @throws as `finish` */
  async add(file: string): Promise<void> {
    if (this.#running.length >= this.#parallel) await this.#running.shift();
    const made = this.#make(file);
    // Told in `add` or `finish`; not as an unhandled rejection in between.
    made.catch(() => undefined);
    this.#running.push(made);
  }

  /** @throws Error with promtool's words when a block could not be made, or promtool is missing */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
    this.#running = [];
  }

  async #make(file: string): Promise<void> {
    try {
      await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, this.#dataDir]);
    } catch (error) {
      throw isMissing(error)
        ? new Error('promtool is not in PATH: install Prometheus', { cause: error })
        : error;
    }
    await rm(file);
  }
}
