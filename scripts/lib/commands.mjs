import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The working copy's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The folders of the workspace's packages. */
export const WORKSPACE = [
  'packages/shared',
  'packages/panels',
  'packages/demo-cluster',
  'apps/server',
  'apps/web',
  'e2e',
];

/** Longer than the longest of what the scripts run to its end: all tests, or a build of Kubernetes, on a small machine. */
const TIMEOUT_RUN_SECONDS = 2 * 3600;
/** Says that much of the last output. */
const MAX_OUTPUT_CHARACTERS = 4000;

/** Says what must be done by hand; its message is shown without a stack. */
export class CommandError extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, cwd?: string, seconds?: number }} [options] quiet shows its output
 *   only when it fails; it is killed after so many seconds
 * @returns {Promise<number>} its exit code
 * @throws {CommandError} when it did not end in time, with its last words
 */
export function run(
  command,
  args,
  { quiet = false, env = process.env, cwd = ROOT, seconds = TIMEOUT_RUN_SECONDS } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let last = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGTERM');
      // What it started may hold its output open.
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      reject(
        new CommandError(
          `${command} ${args.join(' ')} did not end within ${seconds} s. Last lines:\n${last}`,
        ),
      );
    }, 1000 * seconds);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        last = (last + chunk).slice(-MAX_OUTPUT_CHARACTERS);
        if (quiet) output += chunk;
        else process.stderr.write(chunk);
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (quiet && code !== 0 && !isLate) process.stderr.write(output);
      resolve(code ?? 1);
    });
  });
}

/** @param {string} command a program's name @param {string} [path] the folders to look in, as in PATH */
export function isInstalled(command, path = process.env['PATH'] ?? '') {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Ends the script as its work ends: 0, or 1 with what went wrong.
 * @param {() => Promise<number | void>} main
 */
export async function script(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    say(
      error instanceof CommandError
        ? `\n${error.message}`
        : String(error instanceof Error ? error.stack : error),
    );
    process.exitCode = 1;
  }
}
