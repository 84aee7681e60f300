import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** It reads one small file. */
const TIMEOUT_MS = 30_000;

/**
 * Whether promtool is there and says that a Prometheus of its build would not start with this configuration.
 * @throws Error when it does not end
 */
export async function isRefused(configFile: string): Promise<boolean> {
  return run('promtool', ['check', 'config', configFile], {
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  }).then(
    () => false,
    (error: unknown) => {
      if (wasKilled(error))
        throw new Error(`promtool check config ${configFile} did not end within ${TIMEOUT_MS / 1000} s`, {
          cause: error,
        });
      return !isMissing(error);
    },
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function wasKilled(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}
