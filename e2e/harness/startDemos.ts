import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEMOS, type DemoName, type Endpoints, endpointsVariable } from './endpoints.ts';

const DEMO = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));

/**
 * Starts, as `npm run demo` does, each demo that the tests visit; what it returns stops them. A demo whose endpoints are
 * in the environment already runs, and is left to whoever started it.
 */
export default async function startDemos(): Promise<() => Promise<void>> {
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null) return;
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }),
    );
  };
  try {
    for (const name of Object.keys(DEMOS) as DemoName[]) {
      if (process.env[endpointsVariable(name)] !== undefined) continue;
      const child = spawn(process.execPath, [DEMO, '--port', '0', ...DEMOS[name]], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      process.env[endpointsVariable(name)] = JSON.stringify(await endpoints(child));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The line of JSON by which a demo says that it is ready. */
function endpoints(child: ChildProcess): Promise<Endpoints> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code} before it was ready`)));
    if (child.stdout === null) return;
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line));
    });
  });
}
