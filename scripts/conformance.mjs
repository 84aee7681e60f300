import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { CommandError, ROOT, run, say, script } from './lib/commands.mjs';
import { kubernetesPrograms } from './lib/kubernetesPrograms.mjs';
import { prometheusPrograms } from './lib/prometheusPrograms.mjs';
import { setUp } from './lib/setup.mjs';

const HELP = `Usage: npm run conformance -- [options] [part of a file's name]…

Runs what holds between the console and
  kubernetes   Kubernetes' own API server, scheduler and kubectl, of the release that scripts/kubernetes/go.mod names
  prometheus   Prometheus 3, of the release that scripts/prometheus/go.mod names: the demo, found by its own discovery in
               Kubernetes; what tests have to do with Prometheus; the Overview in a browser
Both are built first (once; it takes minutes). Needs Go, etcd and, for the browser, Chromium.

  --only NAME                   kubernetes or prometheus
  --seed N                      another seed gives another generated cluster (default 1)
  --operator-manifests FOLDER   the GPU Operator's manifests, a folder per release; without it they are left out
  --help                        this text`;

const BIN = join(ROOT, 'node_modules/.bin');

const OF_PROMETHEUS = 'apps/server/src/conformance/prometheus';

/** What of `npm test` talks to a real Prometheus: it runs on Debian's there. */
const PROMETHEUS_TESTS = [
  'apps/server/src/prometheus',
  'apps/server/src/fleet/eras.test.ts',
  'packages/demo-cluster/src/history',
];

/** @typedef {{ seed: string, manifests: string, files: readonly string[] }} Chosen */

/** @type {Record<string, (chosen: Chosen) => Promise<number>>} */
const STAGES = {
  async kubernetes({ seed, manifests, files }) {
    await setUp({ programs: ['etcd'] });
    const programs = await kubernetesPrograms();
    await build(['demo cluster']);
    return vitest(['--exclude', `${OF_PROMETHEUS}/**`, ...files], {
      KUBERNETES_PROGRAMS: programs,
      SEED: seed,
      OPERATOR_MANIFESTS: manifests,
    });
  },

  async prometheus() {
    await setUp({ programs: ['kubectl', 'vmagent', 'chromium-headless-shell'], fonts: true });
    const programs = await prometheusPrograms();
    await build(['server', 'web', 'demo cluster']);
    // Everything here starts `prometheus` and `promtool` by these names.
    const PATH = [programs, process.env['PATH']].join(delimiter);
    const env = { PATH, PROMETHEUS_PROGRAMS: programs };
    return (
      (await vitest([OF_PROMETHEUS], env)) ||
      (await run(join(BIN, 'vitest'), ['run', ...PROMETHEUS_TESTS], { env: { ...process.env, ...env } })) ||
      run('node_modules/.bin/playwright', ['test', 'overview.spec.ts'], {
        cwd: join(ROOT, 'e2e'),
        env: { ...process.env, ...env },
      })
    );
  },
};

/** @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
function vitest(args, env) {
  return run(join(BIN, 'vitest'), ['run', '--config', 'vitest.conformance.config.ts', ...args], {
    env: { ...process.env, ...env },
  });
}

script(async () => {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'operator-manifests': { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  // A part of a file's name chooses among Kubernetes' own.
  const names = values.only === undefined ? Object.keys(STAGES) : [values.only];
  const chosen = positionals.length > 0 && values.only === undefined ? ['kubernetes'] : names;
  for (const name of chosen) {
    const stage = STAGES[name];
    if (stage === undefined)
      throw new CommandError(`--only ${name} is not known: choose one of ${Object.keys(STAGES).join(', ')}`);
    say(`\n── ${name} ──`);
    const { seed, 'operator-manifests': manifests } = values;
    const code = await stage({ seed, manifests, files: positionals });
    if (code !== 0) return code;
  }
  return 0;
});
