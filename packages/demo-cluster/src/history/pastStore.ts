import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { listeningPort } from '@gpu-console/shared/prometheus';
import { LoggedChild } from './loggedChild.ts';

const READY_EVERY_MS = 20;
/** An empty data directory is opened within a second or two, also on a machine that does much else. */
const TIMEOUT_START_MS = 60_000;
/** For a quarter of an hour of every series. */
const TIMEOUT_WRITE_MS = 120_000;
/** For what is in memory to be written to disk. */
const TIMEOUT_CLOSE_MS = 60_000;

export interface PastStoreOptions {
  /** Which Prometheus: a name that PATH knows, or a file. */
  readonly program?: string;
  /** How long its start may take, in milliseconds. */
  readonly timeoutStart?: number;
}

/**
 * A Prometheus that scrapes nothing and takes the past over remote write, which alone can tell when a series ended; a
 * later one goes on with its data directory.
 */
export class PastStore {
  readonly #child: LoggedChild;
  readonly url: string;
  readonly #config: string;

  private constructor(child: LoggedChild, url: string, config: string) {
    this.#child = child;
    this.url = url;
    this.#config = config;
  }

  /** @throws Error when there is no Prometheus, or it does not start in time; its words are in the message */
  static async open(dataDir: string, options: PastStoreOptions = {}): Promise<PastStore> {
    const { program = 'prometheus', timeoutStart = TIMEOUT_START_MS } = options;
    await mkdir(dataDir, { recursive: true });
    const config = join(dataDir, 'past.yml');
    await writeFile(config, 'global: {}\n');
    const child = new LoggedChild('Prometheus', program, [
      `--config.file=${config}`,
      `--storage.tsdb.path=${dataDir}`,
      '--web.listen-address=127.0.0.1:0',
      '--web.enable-remote-write-receiver',
    ]);
    const deadline = AbortSignal.timeout(timeoutStart);
    try {
      const port = await child.hear('where it listens', listeningPort, deadline);
      const url = `http://127.0.0.1:${port}`;
      await untilReady(child, url, deadline);
      return new PastStore(child, url, config);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
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
      signal: AbortSignal.timeout(TIMEOUT_WRITE_MS),
    }).catch((error: unknown) => {
      throw this.#child.failure(`did not take the past: ${String(error)}`);
    });
    if (!reply.ok) throw new Error(`Prometheus did not take the past: ${await reply.text()}`);
  }

  /** Ends it, in order: what was written stays. @throws Error when it does not end; it is killed then */
  async close(): Promise<void> {
    await this.#child.end(TIMEOUT_CLOSE_MS);
    await rm(this.#config);
  }
}

/** Until it takes requests. @throws Error with its last lines, once `deadline` aborts or it ended */
async function untilReady(child: LoggedChild, url: string, deadline: AbortSignal): Promise<void> {
  for (;;) {
    if (deadline.aborted) throw child.failure('is not ready, and there is no more time');
    if (child.hasEnded) throw child.failure('ended before it was ready');
    const isReady = await fetch(`${url}/-/ready`, { signal: deadline }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await delay(READY_EVERY_MS);
  }
}
