import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { ROOT, run, say, script } from './lib/commands.mjs';
import { installPackages, installPrograms } from './lib/install.mjs';
import { kubernetesPrograms } from './lib/kubernetesPrograms.mjs';

const HELP = `Usage: npm run conformance -- [options] [part of a file's name]…

Runs what holds between the console and Kubernetes' own API server, scheduler and kubectl, which are built first
(once; it takes minutes) from the release that scripts/kubernetes/go.mod names. Needs Go and etcd.

  --seed N                      another seed gives another generated cluster (default 1)
  --operator-manifests FOLDER   the GPU Operator's manifests, a folder per release; without it they are left out
  --help                        this text`;

script(async () => {
  const { values, positionals } = parseArgs({
    options: {
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
  await installPrograms(['etcd']);
  await installPackages();
  const programs = await kubernetesPrograms();
  await build(['demo cluster']);
  const env = {
    ...process.env,
    KUBERNETES_PROGRAMS: programs,
    SEED: values.seed,
    OPERATOR_MANIFESTS: values['operator-manifests'],
  };
  const args = ['run', '--config', 'vitest.conformance.config.ts', ...positionals];
  return run(join(ROOT, 'node_modules/.bin/vitest'), args, { env });
});
