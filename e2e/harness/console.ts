import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stop } from '../../scripts/lib/demoProcess.mjs';

const TIMEOUT_START_MS = 60_000;

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

/** A console of a test's own, e.g. one whose sources the test can cut off. */
export interface OwnConsole {
  readonly console: string;
  stop(): Promise<void>;
}

/** One cluster's sources, or the file that lists several. */
type Sources = { readonly prometheus: string; readonly kubeconfig: string } | { readonly configFile: string };

function environmentOf(sources: Sources): Readonly<Record<string, string>> {
  return 'configFile' in sources
    ? { CONFIG_FILE: sources.configFile }
    : { PROMETHEUS_URL: sources.prometheus, KUBECONFIG: sources.kubeconfig };
}

/**
 * Starts the built BFF on a free port with these sources.
 * @param settings of its environment, beside what every test's has
 */
export async function startConsole(
  sources: Sources,
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnConsole> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      ...environmentOf(sources),
      LOG_LEVEL: 'fatal',
      VALIDATE_REPLIES: 'true',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    console: await listening(child),
    stop: () => stop(child),
  };
}

/** What it writes goes to this process's own output. */
async function listening(child: ChildProcess): Promise<string> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`the console ended with ${code} before it listened: its log stands above`)),
      ),
      delay(TIMEOUT_START_MS, undefined, { signal }).then(() => {
        child.kill('SIGKILL');
        return Promise.reject(
          new Error(
            `the console did not say within ${TIMEOUT_START_MS / 1000} s where it listens: its log stands above`,
          ),
        );
      }),
    ]);
    if (typeof message === 'object' && message !== null && 'url' in message) return String(message.url);
    throw new Error(`the console said ${JSON.stringify(message)} instead of where it listens`);
  } finally {
    waiting.abort();
  }
}
