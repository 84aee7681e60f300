import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './commands.mjs';

/**
 * Whether `stamp` was written for just these contents.
 * @param {string} stamp a file
 * @param {readonly string[]} inputs files and folders
 */
export function isFresh(stamp, inputs) {
  try {
    return readFileSync(join(ROOT, stamp), 'utf8') === digest(inputs);
  } catch {
    return false;
  }
}

/**
 * Remembers that what was made of these contents is up to date.
 * @param {string} stamp
 * @param {readonly string[]} inputs
 */
export function markFresh(stamp, inputs) {
  mkdirSync(dirname(join(ROOT, stamp)), { recursive: true });
  writeFileSync(join(ROOT, stamp), digest(inputs));
}

/** @param {readonly string[]} inputs */
function digest(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap(filesOf)) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length))
    .sort();
}
