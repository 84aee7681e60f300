import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, Trouble } from './commands.mjs';

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
 * @throws {Trouble} when it ends before
 */
export async function endpointsOf({ stdout }) {
  for await (const line of createInterface(stdout)) {
    if (line.startsWith('{')) return JSON.parse(line);
  }
  throw new Trouble('The demo ended before it was ready.');
}

/** Tells a child to end, unless it has, and waits until it did. @param {import('node:child_process').ChildProcess} child */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
