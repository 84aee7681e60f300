import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * How often files are read to see whether they changed. What a mounted ConfigMap or Secret holds changes by a symbolic
 * link two folders up, and editors put another file in the old one's place: a watch of the file itself hears of neither.
 */
const POLL_MS = 2000;

/** Tells when files are no longer what they were. */
export class FileWatch {
  readonly #files: readonly string[];
  #state: string;

  private constructor(files: readonly string[], state: string) {
    this.#files = files;
    this.#state = state;
  }

  /** Begin before the files are read, so that no change is missed. */
  static async begin(files: readonly string[]): Promise<FileWatch> {
    return new FileWatch(files, await stateOf(files));
  }

  /**
   * Calls `onChange` after each change until `signal` aborts. A file that changes is given time until it is twice the same,
   * since it may be half written; a change that is taken back meanwhile is none.
   */
  async follow(onChange: () => void | Promise<void>, signal: AbortSignal, pollMs = POLL_MS): Promise<void> {
    let seen = this.#state;
    while (!signal.aborted) {
      await delay(pollMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const now = await stateOf(this.#files);
      if (now === seen && now !== this.#state) {
        this.#state = now;
        await onChange();
      }
      seen = now;
    }
  }
}

/** What is in the files, or why they cannot be read, as a hash. */
async function stateOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file).catch((error: NodeJS.ErrnoException) => `unreadable: ${error.code}`);
    hash.update(`${content.length} `).update(content);
  }
  return hash.digest('base64url');
}
