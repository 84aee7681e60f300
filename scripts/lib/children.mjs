import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CommandError } from './commands.mjs';

/** Longer than any of the children needs to end in order. */
const TIMEOUT_MS = 10_000;
/** So much of what a child wrote to its standard error stands in a message. */
const MAX_LOG_CHARACTERS = 4000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Programs that live no longer than this process does, however it ends. */
export class Children {
  /** @type {Map<string, ChildProcess>} */
  #running = new Map();
  /** The end of each child's standard error, by its name. @type {Map<string, string>} */
  #logs = new Map();
  #isStopping = false;
  /** @type {(error: CommandError) => void} */
  #fail = () => undefined;

  /** Rejects when a child ends that nobody stopped. @type {Promise<never>} */
  failure = new Promise((_, reject) => {
    this.#fail = reject;
  });

  constructor() {
    // Who does not wait for it yet hears of it later.
    this.failure.catch(() => undefined);
  }

  /**
   * @param {string} name
   * @param {string} command
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   * @returns {ChildProcess} with an IPC channel, its standard output piped and the end of its standard error kept
   */
  start(name, command, args, env = process.env) {
    // The kernel ends it when this process is gone, even by SIGKILL (prctl(2), PR_SET_PDEATHSIG).
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk) => {
      this.#logs.set(name, (this.log(name) + chunk).slice(-MAX_LOG_CHARACTERS));
    });
    this.#running.set(name, child);
    child.once('error', (error) =>
      this.#fail(new CommandError(`${name} could not be started: ${error.message}`)),
    );
    child.once('close', (code, signal) => {
      this.#running.delete(name);
      if (!this.#isStopping)
        this.#fail(new CommandError(`${name} ended with ${signal ?? code}.\n${this.log(name)}`.trimEnd()));
    });
    return child;
  }

  /** The end of what a child wrote to its standard error. @param {string} name as it was started under */
  log(name) {
    return this.#logs.get(name) ?? '';
  }

  /** Stops all, and waits until they are gone. */
  async stop() {
    this.#isStopping = true;
    const children = [...this.#running.values()];
    const gone = Promise.all(children.map((child) => once(child, 'close')));
    for (const child of children) child.kill('SIGTERM');
    const timer = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }
}

/**
 * What a child says, unless it says nothing for so long; `alive` is to be called whenever it says anything.
 * @template T
 * @param {string} what is waited for
 * @param {number} seconds of silence
 * @param {(resolve: (value: T) => void, alive: () => void) => void} listen
 * @param {() => string} log the last lines of the child's
 * @returns {Promise<T>}
 * @throws {CommandError} that names what was waited for, with the log
 */
export function unlessSilent(what, seconds, listen, log) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const words = log().trimEnd();
      reject(
        new CommandError(
          `${what} did not come within ${seconds} s. ${words ? `Last lines:\n${words}` : 'No log.'}`,
        ),
      );
    }, 1000 * seconds);
    // The children keep this process alive; once they are gone, it need not wait for this.
    timer.unref();
    listen(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      () => void timer.refresh(),
    );
  });
}

/**
 * A port of 127.0.0.1 that nothing listens on.
 * @param {number} [wanted] taken if it is free
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    if (wanted === 0) throw error;
    return freePort();
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port could be taken');
  return address.port;
}

/**
 * Asks until the answer is there.
 * @template T
 * @param {string} what for the message when it does not come
 * @param {(signal: AbortSignal) => Promise<T | undefined>} ask its signal aborts when there is no more time
 * @param {number} seconds
 * @param {() => string} [log] the last lines of what is waited for
 * @returns {Promise<T>}
 * @throws {CommandError}
 */
export async function until(what, ask, seconds, log = () => '') {
  const deadline = AbortSignal.timeout(1000 * seconds);
  /** @type {unknown} */
  let trouble;
  while (!deadline.aborted) {
    try {
      const answer = await ask(deadline);
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!deadline.aborted) trouble = error;
    }
    // The children keep this process alive; once they are gone, it need not wait for this.
    await new Promise((resolve) => setTimeout(resolve, 150).unref());
  }
  const last = trouble instanceof Error ? `: ${trouble.message}` : '';
  throw new CommandError(`${what} did not happen within ${seconds} s${last}\n${log()}`.trimEnd());
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<any>} the JSON at `url`; undefined while it is answered with an error
 */
export async function json(url, signal) {
  const reply = await fetch(url, { signal });
  return reply.ok ? reply.json() : undefined;
}
