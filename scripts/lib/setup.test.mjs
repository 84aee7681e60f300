import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ROOT, WORKSPACE } from './commands.mjs';

const ROOT_USER = 0;
const SOMEBODY = 1000;
const COPIED = ['scripts', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'scripts/pnpm/package.json'), 'utf8'));
const PNPM = `@pnpm/exe.${process.platform}-${process.arch}`;

const PNPM_MISSING = `  pnpm ${optionalDependencies[PNPM]}, from the npm registry`;
const PACKAGES_MISSING = '  packages of pnpm-lock.yaml, into node_modules';
const PNPM_RAN = 'pnpm install --frozen-lockfile --reporter=append-only';
const NPM_RAN = 'npm ci --no-audit --no-fund --ignore-scripts --prefer-offline';
const NOTHING_MISSING = { status: 0, said: 'All is there: nothing was missing.', ran: [] };

/** The programs that the scripts look for, found and never run. */
const FOUND = Object.fromEntries(
  ['prometheus', 'promtool', 'kubectl', 'vmagent', 'chromium-headless-shell', 'openssl'].map((name) => [
    name,
    '',
  ]),
);
/** Shell code: letters are found; npm brings pnpm, which installs. */
const WORKING = {
  'fc-list': 'echo a font',
  npm: `/bin/mkdir -p node_modules/${PNPM} && /bin/cp ../../bin/pnpm node_modules/${PNPM}/pnpm`,
  pnpm: '',
};

/** @type {string[]} */
const folders = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * A working copy in which nothing is installed yet; its PATH has these programs alone, which note how they were run.
 * @param {Readonly<Record<string, string>>} programs shell code of each
 */
function freshCopy(programs) {
  const root = mkdtempSync(join(tmpdir(), 'setup-'));
  folders.push(root);
  for (const path of [...COPIED, ...WORKSPACE.map((folder) => `${folder}/package.json`)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  const log = join(root, 'ran');
  mkdirSync(join(root, 'bin'));
  for (const [name, code] of Object.entries(programs)) {
    const note = name === 'fc-list' ? '' : `echo ${name} "$@" >> ${log}`;
    writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${note}\n${code}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  return {
    /** How setup ends for a user, what it says, and what it runs. @param {number} user */
    setUp: (user) => {
      writeFileSync(log, '');
      const isUser = ['--import', `data:text/javascript,process.getuid=()=>${user}`];
      const { status, stderr } = spawnSync(process.execPath, [...isUser, join(root, 'scripts/setup.mjs')], {
        encoding: 'utf8',
        env: { PATH: join(root, 'bin') },
        timeout: 60_000,
      });
      const ran = readFileSync(log, 'utf8').split('\n').filter(Boolean);
      return { status, said: stderr.trim(), ran };
    },
  };
}

it('says what is missing, installs it, and finds nothing missing the next time', () => {
  const { setUp } = freshCopy({ ...FOUND, ...WORKING });
  expect(setUp(SOMEBODY)).toEqual({
    status: 0,
    said: ['Missing, and installed now:', PNPM_MISSING, PACKAGES_MISSING, 'All is there.'].join('\n'),
    ran: [NPM_RAN, PNPM_RAN],
  });
  expect(setUp(SOMEBODY)).toEqual(NOTHING_MISSING);
});

it('installs Debian’s packages as root, each once, and says so before', () => {
  const { prometheus: _, promtool: __, ...others } = FOUND;
  const { setUp } = freshCopy({ ...others, ...WORKING, 'fc-list': '', 'apt-get': 'echo fetching; exit 1' });
  const { status, said, ran } = setUp(ROOT_USER);
  expect(status).toBe(1);
  expect(said).toMatch(
    /^Missing, and installed now:\n {2}Debian packages, by apt-get: prometheus, fontconfig, fonts-noto-cjk\n(.|\n)*fetching/,
  );
  expect(said).toMatch(
    /apt-get could not install them: see above\.\nInstall by hand: .+ prometheus fontconfig/,
  );
  expect(ran).toEqual([
    'apt-get update -q',
    'apt-get install -qy --no-install-recommends prometheus fontconfig fonts-noto-cjk',
  ]);
});

it('goes on with the lockfile’s packages once Debian’s are there', () => {
  const { kubectl: _, ...others } = FOUND;
  const { setUp } = freshCopy({ ...others, ...WORKING, 'apt-get': '' });
  expect(setUp(ROOT_USER).ran).toEqual([
    'apt-get update -q',
    'apt-get install -qy --no-install-recommends kubernetes-client',
    NPM_RAN,
    PNPM_RAN,
  ]);
});

it.each([
  [
    'may not install',
    { 'apt-get': '' },
    /^Missing: kubernetes-client\. Only root may install them\.\nInstall by hand: /,
  ],
  ['has no apt-get', {}, /^Missing: kubernetes-client\. There is no apt-get here/],
])('tells a user who %s what to do, and installs nothing', (_, more, words) => {
  const { kubectl: __, ...others } = FOUND;
  const { status, said, ran } = freshCopy({ ...others, ...WORKING, ...more }).setUp(SOMEBODY);
  expect({ status, ran }).toEqual({ status: 1, ran: [] });
  expect(said).toMatch(words);
});

it('tries again what failed', () => {
  const { setUp } = freshCopy({ ...FOUND, ...WORKING, pnpm: 'exit 1' });
  const failed = { status: 1, said: expect.stringContaining('The packages could not be installed') };
  expect(setUp(SOMEBODY)).toMatchObject({ ...failed, ran: [NPM_RAN, PNPM_RAN] });
  expect(setUp(SOMEBODY)).toMatchObject({ ...failed, ran: [PNPM_RAN] });
});
