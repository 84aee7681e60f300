import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 90_000;

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

/** How `gpu-console doctor …` ended, and what it wrote. */
interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built `gpu-console doctor` as a process, with these arguments and nothing in its environment but PATH. */
export async function doctorCommand(...args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, 'doctor', ...args], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (signal === 'SIGKILL')
    throw new Error(
      `gpu-console doctor ${args.join(' ')} did not end within ${TIMEOUT_MS / 1000} s:\n${output}${errors}`,
    );
  return { code, output, errors };
}
