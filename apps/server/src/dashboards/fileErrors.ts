import { StoreFull, StoreRefusal } from './dashboardStore.ts';

/** What the system says of files, as people say it. */
const READING: Readonly<Record<string, string>> = {
  EISDIR: 'it is a directory',
  ELOOP: 'its links go round in a circle',
  ENOENT: 'it links to a file that is not there',
  EACCES: 'the console may not read it',
  EPERM: 'the console may not read it',
  ENOTDIR: 'its path goes through a file',
};
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Why a file cannot be read. */
export function readErrorText(error: unknown): string {
  return READING[codeOf(error)] ?? messageOf(error);
}

/** Why a file cannot be written: nothing of the dashboard was kept. */
export function writeRefusal(error: unknown, directory: string): StoreRefusal {
  if (FULL.has(codeOf(error)))
    return new StoreFull(
      `There is no room left in ${directory} (${codeOf(error)}): nothing was saved. Make room on its file system, then save again.`,
      { cause: error },
    );
  return new StoreRefusal(`${directory} cannot be written: ${messageOf(error)}. Nothing was saved.`, {
    cause: error,
  });
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
