import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CommandError, ROOT, run, say } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';

const SHARED = ['pnpm-lock.yaml', 'packages/shared/src', 'scripts/lib/build.mjs'];

/** What is built, of what. */
const PARTS = {
  server: {
    inputs: [...SHARED, 'packages/panels/src', 'apps/server/src'],
    build: () => bundle('apps/server', ['main', 'cli', 'pictures/pictures.worker']),
  },
  'demo cluster': {
    inputs: [...SHARED, 'packages/demo-cluster/src'],
    build: () => bundle('packages/demo-cluster', ['cli', 'provider/providerCli']),
  },
  web: {
    inputs: [
      ...SHARED,
      'packages/panels/src',
      ...['src', 'public', 'index.html', 'vite.config.ts'].map((part) => `apps/web/${part}`),
    ],
    build: () =>
      run('node_modules/.bin/vite', ['build', '--logLevel', 'warn'], {
        cwd: `${ROOT}apps/web`,
        // Whoever starts this, e.g. a test: React is chosen by it, and its development build is half as large again.
        env: { ...process.env, NODE_ENV: 'production' },
        quiet: true,
      }),
  },
  gallery: {
    inputs: [
      ...SHARED,
      'packages/panels/src',
      ...['src', 'public', 'gallery.html', 'vite.gallery.config.ts'].map((part) => `apps/web/${part}`),
    ],
    build: () =>
      run(
        'node_modules/.bin/vite',
        ['build', '--config', 'vite.gallery.config.ts', '--logLevel', 'warn'],
        // React's development build writes to the console what is wrong in a component.
        { cwd: `${ROOT}apps/web`, env: { ...process.env, NODE_ENV: 'development' }, quiet: true },
      ),
  },
};

/**
 * Builds the parts whose sources changed since they were last built.
 * @param {readonly (keyof typeof PARTS)[]} names
 */
export async function build(names) {
  await Promise.all(
    names.map(async (name) => {
      const { inputs, build } = PARTS[name];
      const stamp = `.cache/built/${name.replace(' ', '-')}`;
      if (isFresh(stamp, inputs)) return;
      say(`Building the ${name} …`);
      if ((await build()) !== 0) throw new CommandError(`The ${name} could not be built: see above.`);
      markFresh(stamp, inputs);
    }),
  );
}

/**
 * Bundles a workspace package for Node; the registry's packages stay outside, the workspace's own, being TypeScript, go in.
 * Each entry is a file of its own in `dist`: what workers run, too.
 * @param {string} folder
 * @param {readonly string[]} entries files of its `src`, without `.ts`
 * @returns {Promise<number>} the bundler's exit code
 */
export async function bundle(folder, entries) {
  for (const entry of entries) {
    const code = await bundleEntry(folder, entry);
    if (code !== 0) return code;
  }
  return 0;
}

/**
 * @param {string} folder
 * @param {string} entry
 */
function bundleEntry(folder, entry) {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}${folder}/package.json`, 'utf8'));
  const external = Object.keys(dependencies).filter((name) => !name.startsWith('@gpu-console/'));
  const args = ['--bundle', '--platform=node', '--format=esm', '--target=node20', '--sourcemap'];
  return run(
    'node_modules/.bin/esbuild',
    [
      `${folder}/src/${entry}.ts`,
      `--outfile=${folder}/dist/${basename(entry)}.js`,
      ...args,
      ...external.map((name) => `--external:${name}`),
      '--log-level=warning',
    ],
    { quiet: true },
  );
}
