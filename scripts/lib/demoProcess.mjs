import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CommandError, ROOT } from './commands.mjs';

/** Longer than all that a demo waits for on its own; packages may have to be installed and parts built before. */
const TIMEOUT_START_MS = 15 * 60_000;
/** Longer than a demo gives its own parts to end. */
const TIMEOUT_STOP_MS = 30_000;

export const DEMO = join(ROOT, 'scripts/demo.mjs');

/** Where a demo's parts listen. @typedef {{ console: string, prometheus: string, kubernetes: string, kubeconfig: string }} Endpoints */

/**
 * Starts a demo on free ports; its progress goes to this process's standard error.
 * @param {readonly string[]} args
 */
export function startDemo(args) {
  return spawn(process.execPath, [DEMO, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/**
 * What a demo prints when it is ready.
 * @param {{ stdout: import('node:stream').Readable }} demo
 * @returns {Promise<Endpoints>}
 * @throws {CommandError} when it ends before, or takes too long
 */
export async function endpointsOf({ stdout }) {
  const deadline = AbortSignal.timeout(TIMEOUT_START_MS);
  for await (const line of createInterface({ input: stdout, signal: deadline })) {
    if (line.startsWith('{')) return JSON.parse(line);
  }
  // What it said, to standard error, stands above.
  if (deadline.aborted)
    throw new CommandError(
      `The demo did not say where it listens within ${TIMEOUT_START_MS / 60_000} minutes.`,
    );
  throw new CommandError('The demo ended before it was ready.');
}

/** Tells a child to end, unless it has, and waits until it did; one that does not is killed. @param {import('node:child_process').ChildProcess} child */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_STOP_MS);
  await gone;
  clearTimeout(timer);
}
