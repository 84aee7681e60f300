import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Children, freePort, unlessSilent, until } from './children.mjs';
import { CommandError, ROOT } from './commands.mjs';

const TIMEOUT_START_SECONDS = 60;
/** The console polls a Prometheus for a minute after somebody looked, itself at its start. */
const REST_SECONDS = 70;
const COUNTED_SECONDS = 20;

/** @typedef {import('./demoProcess.mjs').Endpoints} Endpoints */

/**
 * A console of its own that follows the demo's cluster under so many ids, each with watches of its own.
 * @param {Endpoints} endpoints
 * @param {number} count
 * @returns {Promise<{ startSeconds: number, mebibytes: number, polls: number }>} until it was ready; what it holds once
 *   nobody looks; and how often it asks Prometheus then, in 20 s
 */
export async function idleConsole({ kubeconfig, prometheus }, count) {
  const folder = mkdtempSync(join(tmpdir(), 'gpu-console-bench-'));
  const file = join(folder, 'clusters.json');
  const clusters = Array.from({ length: count }, (_, index) => ({
    id: `demo-${index}`,
    kubernetes: { kubeconfig },
    prometheus: { url: prometheus },
  }));
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ clusters }));
  const children = new Children();
  try {
    const url = `http://127.0.0.1:${await freePort()}`;
    const begin = performance.now();
    const name = `The console of ${count} clusters`;
    const child = children.start(name, process.execPath, [join(ROOT, 'apps/server/dist/main.js')], {
      PATH: process.env['PATH'],
      PORT: new URL(url).port,
      CONFIG_FILE: file,
      LOG_LEVEL: 'warn',
    });
    await unlessSilent(
      `${name}'s address`,
      TIMEOUT_START_SECONDS,
      (resolve) => child.once('message', resolve),
      () => children.log(name),
    );
    await until(
      `${name} to be ready`,
      async (signal) => (await fetch(`${url}/readyz`, { signal })).ok || undefined,
      TIMEOUT_START_SECONDS,
      () => children.log(name),
    );
    const startSeconds = (performance.now() - begin) / 1000;
    await delay(REST_SECONDS * 1000);
    const before = await prometheusRequests(url);
    await delay(COUNTED_SECONDS * 1000);
    const polls = (await prometheusRequests(url)) - before;
    return { startSeconds, mebibytes: residentMebibytes(child.pid), polls };
  } finally {
    await children.stop();
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} url of a console @returns {Promise<number>} its requests to Prometheus since its start */
export async function prometheusRequests(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = /^gpu_console_upstream_requests_total\{source="prometheus"\} (\d+)$/m.exec(text);
  if (line === null) throw new CommandError('/metrics does not count requests to Prometheus.');
  return Number(line[1]);
}

/** @param {number | undefined} pid */
function residentMebibytes(pid) {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}
