import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Trouble } from './commands.mjs';

/** Longer than any of the children needs to end in order. */
const PATIENCE_MS = 10_000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Programs that live no longer than this process does, however it ends. */
export class Children {
  /** @type {Map<string, ChildProcess>} */
  #running = new Map();
  #isStopping = false;
  /** @type {(trouble: Trouble) => void} */
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
   * @returns {ChildProcess} with an IPC channel, its standard output piped and its standard error kept for `failure`
   */
  start(name, command, args, env = process.env) {
    // The kernel ends it when this process is gone, even by SIGKILL (prctl(2), PR_SET_PDEATHSIG).
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors = (errors + chunk).slice(-4000);
    });
    this.#running.set(name, child);
    child.once('error', (error) => this.#fail(new Trouble(`${name} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      this.#running.delete(name);
      if (!this.#isStopping)
        this.#fail(new Trouble(`${name} ended with ${signal ?? code}.\n${errors}`.trimEnd()));
    });
    return child;
  }

  /** Stops all, and waits until they are gone. */
  async stop() {
    this.#isStopping = true;
    const children = [...this.#running.values()];
    const gone = Promise.all(children.map((child) => once(child, 'close')));
    for (const child of children) child.kill('SIGTERM');
    const timer = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, PATIENCE_MS);
    await gone;
    clearTimeout(timer);
  }
}

/**
 * The first message over a child's IPC channel that `select` takes.
 * @template T
 * @param {ChildProcess} child
 * @param {(message: any) => T | undefined} select
 * @returns {Promise<T>}
 */
export function message(child, select) {
  return new Promise((resolve) => {
    child.on('message', (value) => {
      const selected = select(value);
      if (selected !== undefined) resolve(selected);
    });
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
 * @param {() => Promise<T | undefined>} ask
 * @param {number} seconds
 * @returns {Promise<T>}
 */
export async function until(what, ask, seconds) {
  const end = Date.now() + 1000 * seconds;
  /** @type {unknown} */
  let trouble;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      trouble = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const last = trouble instanceof Error ? `: ${trouble.message}` : '';
  throw new Trouble(`${what} did not happen within ${seconds} s${last}`);
}

/**
 * @param {string} url
 * @returns {Promise<any>} the JSON at `url`; undefined while it is answered with an error
 */
export async function json(url) {
  const reply = await fetch(url);
  return reply.ok ? reply.json() : undefined;
}
