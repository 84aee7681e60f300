import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether promtool is there and says that a Prometheus of its build would not start with this configuration. */
export async function isRefused(configFile: string): Promise<boolean> {
  return run('promtool', ['check', 'config', configFile]).then(
    () => false,
    (error: unknown) => !isMissing(error),
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
