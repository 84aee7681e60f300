import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** So much of its log stands in a message: the last lines tell what it was at. */
const MAX_LINES = 12;

/** A program that writes a log to its standard error, and lives no longer than this process does. */
export class LoggedChild {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #last: string[] = [];
  /** Whoever waits for a line, or for its end. */
  readonly #listeners = new Set<(line: string | undefined) => void>();
  #hasEnded = false;

  /** @param name for messages @param command a name that PATH knows, or a file */
  constructor(name: string, command: string, args: readonly string[]) {
    this.#name = name;
    // The kernel ends it when this process is gone, however that ends (prctl(2), PR_SET_PDEATHSIG).
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.once('error', (error) => this.#ended(error.message));
    this.#child.once('close', () => this.#ended());
    if (this.#child.stderr) createInterface(this.#child.stderr).on('line', (line) => this.#wrote(line));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** An error that says what is wrong with it, and its last lines. */
  failure(what: string): Error {
    const lines = this.#last.length === 0 ? 'It wrote nothing.' : `Its last lines:\n${this.#last.join('\n')}`;
    return new Error(`${this.#name} ${what}. ${lines}`);
  }

  /**
   * The first thing that `select` finds in a line.
   * @param what it should say, for the message
   * @throws Error with its last lines, when it ends or `deadline` aborts before
   */
  hear<T>(what: string, select: (line: string) => T | undefined, deadline: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#listeners.delete(listener);
        deadline.removeEventListener('abort', late);
      };
      const fail = (how: string) => {
        leave();
        reject(this.failure(`${how} before it said ${what}`));
      };
      const late = () => fail('took too long');
      const listener = (line: string | undefined) => {
        if (line === undefined) return fail('ended');
        const found = select(line);
        if (found === undefined) return;
        leave();
        resolve(found);
      };
      this.#listeners.add(listener);
      deadline.addEventListener('abort', late);
      if (this.#hasEnded) fail('ended');
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks it to end. @throws Error with its last lines when it has not after so many milliseconds; it is killed then */
  async end(timeout: number): Promise<void> {
    if (this.#hasEnded) return;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#child.kill('SIGKILL');
    }, timeout);
    const gone = new Promise<void>((resolve) => {
      this.#listeners.add((line) => line === undefined && resolve());
    });
    this.#child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
    if (isLate) throw this.failure(`did not end within ${timeout / 1000} s and was killed`);
  }

  #wrote(line: string): void {
    this.#last.push(line);
    if (this.#last.length > MAX_LINES) this.#last.shift();
    for (const listener of [...this.#listeners]) listener(line);
  }

  #ended(why?: string): void {
    if (why !== undefined) this.#last.push(why);
    this.#hasEnded = true;
    for (const listener of [...this.#listeners]) listener(undefined);
    this.#listeners.clear();
  }
}
