import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, run, say, script } from './lib/commands.mjs';
import { setUp } from './lib/setup.mjs';

const HELP = `Usage: npm run fuzz -- [options]

Sends odd requests to the console, over HTTP and with a real Prometheus behind it, and tells which are answered by a
failure of the console, by something else than problem details, or later than after a second. Then asks a tenth as many
queries of PromQL within the limits of namespaces, and tells which are answered with what only other namespaces have.

  --count N   how many requests (default 100000)
  --seed N    another seed gives other requests (default: another one each time, which is printed)
  --help      this text`;

script(async () => {
  const { count, seed, help } = parseArgs({
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) {
    say(HELP);
    return 0;
  }
  await setUp({ programs: ['prometheus', 'promtool'] });
  say(`${count} requests, --seed ${seed}`);
  const env = { ...process.env, COUNT: count, SEED: seed };
  return run(join(ROOT, 'node_modules/.bin/vitest'), ['run', '--config', 'vitest.fuzz.config.ts'], { env });
});
