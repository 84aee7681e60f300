import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError, isInstalled, ROOT, run, say } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';

/** What a folder with a go.mod builds: the `tool`s that it names. @typedef {object} GoPrograms
 * @property {string} name for messages, such as `Prometheus`
 * @property {string} folder the go.mod's, from the root
 * @property {(goMod: string) => string} release what the go.mod's text names
 * @property {string} program one of those built
 * @property {(release: string) => { variables: Readonly<Record<string, string>>, tags?: string }} flags what the linker
 *   sets, and build tags
 */

/**
 * Builds programs from Go modules into a folder under `.cache`, unless that was done.
 * @param {GoPrograms} programs
 * @returns {Promise<string>} the folder they are in
 * @throws {CommandError} without Go, or where they cannot be built
 */
export async function goPrograms({ name, folder, release, program, flags }) {
  const id = name.toLowerCase();
  const target = join(ROOT, '.cache', id);
  const stamp = `.cache/built/${id}`;
  if (existsSync(join(target, program)) && isFresh(stamp, [folder])) return target;
  const goMod = readFileSync(join(ROOT, folder, 'go.mod'), 'utf8');
  const env = { ...process.env, PATH: pathWithGo(name, goMod), CGO_ENABLED: '0' };
  const version = release(goMod);
  const { variables, tags } = flags(version);
  say(`Building ${name} ${version}, which takes minutes …`);
  mkdirSync(target, { recursive: true });
  const linked = Object.entries(variables).map(([variable, value]) => `-X ${variable}=${value}`);
  const args = ['build', '-trimpath', '-ldflags', ['-s -w', ...linked].join(' ')];
  const tagged = tags === undefined ? [] : ['-tags', tags];
  const command = ['go', ...args, ...tagged, '-o', `${target}/`, 'tool'];
  if ((await run('nice', command, { cwd: join(ROOT, folder), env })) !== 0) {
    throw new CommandError(`${name} could not be built: see above. Is the Go module proxy reachable?`);
  }
  markFresh(stamp, [folder]);
  return target;
}

/** The PATH with Go, which its own installer puts where PATH does not look. @param {string} name @param {string} goMod */
function pathWithGo(name, goMod) {
  const path = [process.env['PATH'], '/usr/local/go/bin'].join(delimiter);
  if (isInstalled('go', path)) return path;
  const version = /^go (\d+\.\d+)/m.exec(goMod)?.[1];
  throw new CommandError(
    `Missing: Go ${version} or later, which builds ${name}. Install it from https://go.dev/dl/`,
  );
}
