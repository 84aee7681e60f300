import { isInstalled, run, say, succeeds, Trouble, WORKSPACE } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';
import { pnpm } from './pnpm.mjs';

/** Debian's package of each program that the scripts may need. */
const PACKAGES = /** @type {const} */ ({
  prometheus: 'prometheus',
  promtool: 'prometheus',
  'chromium-headless-shell': 'chromium-headless-shell',
  kubectl: 'kubernetes-client',
  vmagent: 'victoria-metrics',
  etcd: 'etcd-server',
});

/** Of one download of programs, from an archive that answers slowly. */
const TIMEOUT_INSTALL_SECONDS = 20 * 60;

/** What says which packages are needed. */
const MANIFESTS = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  ...WORKSPACE.map((folder) => `${folder}/package.json`),
];

/** Installs the lockfile's packages with pnpm, unless that was done since they last changed. */
export async function installPackages() {
  const stamp = 'node_modules/.installed';
  if (isFresh(stamp, MANIFESTS)) return;
  say('Installing packages …');
  if ((await pnpm(['install', '--frozen-lockfile', '--reporter=append-only'])) !== 0) {
    throw new Trouble('The packages could not be installed: see above. Is the npm registry reachable?');
  }
  markFresh(stamp, MANIFESTS);
}

/**
 * Installs the Debian packages of those programs that are missing.
 * @param {readonly (keyof typeof PACKAGES)[]} programs
 * @throws {Trouble} what to install by hand, where that cannot be done here
 */
export async function installPrograms(programs) {
  await installDebian([
    ...new Set(programs.filter((program) => !isInstalled(program)).map((p) => PACKAGES[p])),
  ]);
}

/** Letters, Chinese too, for what draws pictures, and what tells where they are. */
export async function installFonts() {
  if (!succeeds('sh', ['-c', 'fc-list :lang=zh-cn | grep -q .']))
    await installDebian(['fontconfig', 'fonts-noto-cjk']);
}

/** @param {readonly string[]} packages */
async function installDebian(packages) {
  if (packages.length === 0) return;
  const byHand = `Install by hand:  apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  const missing = `Missing: ${packages.join(', ')}.`;
  if (!isInstalled('apt-get')) {
    throw new Trouble(`${missing} There is no apt-get here: install them as your system does.`);
  }
  if (process.getuid?.() !== 0) throw new Trouble(`${missing} Only root may install them.\n${byHand}`);
  say(`Installing ${packages.join(', ')} …`);
  // Offline, systemctl does not start the services that these packages bring along.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1' };
  const quiet = { quiet: true, env, seconds: TIMEOUT_INSTALL_SECONDS };
  await run('apt-get', ['update', '-q'], quiet);
  if ((await run('apt-get', ['install', '-qy', '--no-install-recommends', ...packages], quiet)) !== 0) {
    throw new Trouble(`${missing} apt-get could not install them: see above.\n${byHand}`);
  }
}
