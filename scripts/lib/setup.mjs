import { spawnSync } from 'node:child_process';
import { CommandError, isInstalled, run, say, WORKSPACE } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';
import { missingPnpm, pnpm } from './pnpm.mjs';

/** Debian's package of each program that the scripts may need. */
const PACKAGES = /** @type {const} */ ({
  prometheus: 'prometheus',
  promtool: 'prometheus',
  'chromium-headless-shell': 'chromium-headless-shell',
  kubectl: 'kubernetes-client',
  vmagent: 'victoria-metrics',
  etcd: 'etcd-server',
  openssl: 'openssl',
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
const STAMP = 'node_modules/.installed';

/**
 * Beside the lockfile's packages, which all need.
 * @typedef {object} Needs
 * @property {readonly (keyof typeof PACKAGES)[]} [programs]
 * @property {boolean} [fonts] letters, Chinese too, for what draws pictures
 */

/** What the demo needs. @type {Needs} */
export const FOR_DEMO = { programs: ['prometheus', 'promtool'] };
/** What unit tests need. @type {Needs} */
export const FOR_UNIT = { programs: ['prometheus', 'promtool', 'kubectl', 'vmagent'], fonts: true };
/** What browser tests need. @type {Needs} */
export const FOR_E2E = {
  programs: ['prometheus', 'promtool', 'kubectl', 'chromium-headless-shell', 'openssl'],
  fonts: true,
};

/**
 * Installs what is missing, and says what before it does.
 * @param {...Needs} needs
 * @returns {Promise<boolean>} whether anything was missing
 * @throws {CommandError} with what to do by hand; before anything is installed, where this user may not install all of it
 */
export async function setUp(...needs) {
  const debian = missingDebian(needs);
  refuseDebian(debian);
  const lacksPackages = !isFresh(STAMP, MANIFESTS);
  const missing = [
    ...(debian.length > 0 ? [`Debian packages, by apt-get: ${debian.join(', ')}`] : []),
    ...(lacksPackages ? [missingPnpm(), 'packages of pnpm-lock.yaml, into node_modules'] : []),
  ].filter((part) => part !== undefined);
  if (missing.length === 0) return false;
  say(['Missing, and installed now:', ...missing].join('\n  '));
  if (debian.length > 0) await installDebian(debian);
  if (lacksPackages) await installPackages();
  return true;
}

/** @param {readonly Needs[]} needs */
function missingDebian(needs) {
  const programs = needs.flatMap(({ programs = [] }) => programs.filter((name) => !isInstalled(name)));
  const fonts = needs.some(({ fonts }) => fonts) && !hasFonts() ? ['fontconfig', 'fonts-noto-cjk'] : [];
  return [...new Set([...programs.map((name) => PACKAGES[name]), ...fonts])];
}

function hasFonts() {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8', timeout: 60_000 });
  return Boolean(stdout);
}

/** @param {readonly string[]} packages */
function refuseDebian(packages) {
  if (packages.length === 0) return;
  if (!isInstalled('apt-get'))
    throw new CommandError(
      `${missingWords(packages)} There is no apt-get here: install them as your system does.`,
    );
  if (process.getuid?.() !== 0)
    throw new CommandError(`${missingWords(packages)} Only root may install them.\n${byHand(packages)}`);
}

/** @param {readonly string[]} packages */
async function installDebian(packages) {
  // Offline, systemctl does not start the services that these packages bring along.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1' };
  const quiet = { quiet: true, env, seconds: TIMEOUT_INSTALL_SECONDS };
  await run('apt-get', ['update', '-q'], quiet);
  if ((await run('apt-get', ['install', '-qy', '--no-install-recommends', ...packages], quiet)) !== 0)
    throw new CommandError(
      `${missingWords(packages)} apt-get could not install them: see above.\n${byHand(packages)}`,
    );
}

async function installPackages() {
  if ((await pnpm(['install', '--frozen-lockfile', '--reporter=append-only'])) !== 0)
    throw new CommandError('The packages could not be installed: see above. Is the npm registry reachable?');
  markFresh(STAMP, MANIFESTS);
}

/** @param {readonly string[]} packages */
function missingWords(packages) {
  return `Missing: ${packages.join(', ')}.`;
}

/** @param {readonly string[]} packages */
function byHand(packages) {
  return `Install by hand:  apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
}
