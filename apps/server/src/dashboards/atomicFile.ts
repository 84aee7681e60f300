import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './fileErrors.ts';

const TEMPORARY = /\.json(\.[0-9a-f]{8})?\.tmp$/;
/** A console that still writes a file, in a directory that several share, is done with it by then. */
const OLD_MS = 60_000;

export interface FileText {
  readonly text: string;
  readonly mtimeMs: number;
}

/**
 * The text of a file that people laid somewhere: what is no regular file, too large or no UTF-8 is refused, unread.
 * @throws Error that says why, or the system's own
 */
export async function fileText(path: string, mostBytes: number): Promise<FileText> {
  // A pipe without a writer would otherwise be waited for, for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new Error('it is a directory');
    if (!stats.isFile()) throw new Error('it is no regular file');
    if (stats.size > mostBytes)
      throw new Error(`it has ${stats.size} bytes, and a dashboard may have ${mostBytes}`);
    const bytes = await file.readFile();
    return { text: utf8(bytes), mtimeMs: stats.mtimeMs };
  } finally {
    await file.close();
  }
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is no UTF-8 text');
  }
}

/**
 * Writes a file whole or not at all: whoever is killed, or has no room, meanwhile leaves what was there before.
 * @param write what puts the text into a file; for tests
 */
export async function writeAtomically(
  path: string,
  text: string,
  write: WriteText = writeThrough,
): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await write(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export type WriteText = (path: string, text: string) => Promise<void>;

/** On the disk before it is renamed, so that a machine that stops has the one or the other. */
async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what a console that was killed while it saved left half-written. */
export async function removeLeftovers(directory: string): Promise<void> {
  for (const name of (await readdir(directory)).filter((one) => TEMPORARY.test(one))) {
    const path = join(directory, name);
    try {
      if ((await stat(path)).mtimeMs < Date.now() - OLD_MS) await rm(path);
    } catch (error) {
      // Another console was quicker.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}
