import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ROOT, run, say } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';

/** Names pnpm's programs, and the hash of each. */
const MANIFESTS = ['package.json', 'package-lock.json'].map((file) => `scripts/pnpm/${file}`);
const FOLDER = join(ROOT, '.cache/pnpm');
const STAMP = '.cache/built/pnpm';

/** Of one download, from a registry that answers slowly. */
const TIMEOUT_SECONDS = 20 * 60;

/**
 * @returns {string | undefined} what pnpm() downloads before it can run, in words
 */
export function missingPnpm() {
  const { version, program, isPinned } = chosen();
  return isPinned && isThere(program) ? undefined : `pnpm ${version}, from the npm registry`;
}

/**
 * Runs the pnpm that scripts/pnpm names, after npm has compared its hash with the one there.
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 * @throws {CommandError} when the registry has another program under that version, or none
 */
export async function pnpm(args) {
  const { name, version, program, isPinned } = chosen();
  // CI=true: pnpm asks nothing.
  const options = { quiet: true, seconds: TIMEOUT_SECONDS, env: { ...process.env, CI: 'true' } };
  if (!isPinned) {
    say(`No hash is known of pnpm for this system: ${version} is taken as the registry has it.`);
    return run('npx', ['--yes', `pnpm@${version}`, ...args], options);
  }
  if (!isThere(program)) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const file of MANIFESTS)
      copyFileSync(join(ROOT, file), join(FOLDER, file.slice('scripts/pnpm/'.length)));
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
    const code = await run('npm', ['ci', ...quiet], { ...options, cwd: FOLDER });
    // npm leaves out what is optional and cannot be had, also when its hash is another.
    if (code !== 0 || !existsSync(program))
      throw new CommandError(
        `pnpm ${version} could not be had from the npm registry as scripts/pnpm/package-lock.json has it. Is the registry reachable, and is what it has under ${name} what was checked?`,
      );
    markFresh(STAMP, MANIFESTS);
  }
  return run(program, args, options);
}

/** pnpm's release, and its program for this system, if a hash of that is known. */
function chosen() {
  const name = `@pnpm/exe.${process.platform}-${process.arch}`;
  const pinned = JSON.parse(readFileSync(join(ROOT, MANIFESTS[0] ?? ''), 'utf8')).optionalDependencies;
  return {
    name,
    version: Object.values(pinned)[0],
    program: join(FOLDER, 'node_modules', name, 'pnpm'),
    isPinned: pinned[name] !== undefined && !usesMusl(),
  };
}

/** @param {string} program */
function isThere(program) {
  return existsSync(program) && isFresh(STAMP, MANIFESTS);
}

/** Node tells the version of glibc that it runs on; on musl there is none. */
function usesMusl() {
  const { header } = /** @type {any} */ (process.report?.getReport() ?? {});
  return process.platform === 'linux' && header?.glibcVersionRuntime === undefined;
}
