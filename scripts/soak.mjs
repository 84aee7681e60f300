import { parseArgs } from 'node:util';
import { build, bundle } from './lib/build.mjs';
import { CommandError, ROOT, run, say, script } from './lib/commands.mjs';
import { setUp } from './lib/setup.mjs';

const USAGE = `npm run soak -- [--minutes 10] [--seed 1] [--no-faults]
Runs the server with viewers, changes and faults, and fails where it crashes, answers wrongly or grows.`;

script(async () => {
  const { minutes, seed, help, ...options } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      'no-faults': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) {
    say(USAGE);
    return 0;
  }
  if (!(Number(minutes) > 0)) throw new CommandError(`--minutes ${minutes} is no number of minutes`);
  await setUp({ programs: ['prometheus', 'promtool'] });
  await build(['server']);
  if ((await bundle('apps/server', ['soak/soak'])) !== 0)
    throw new CommandError('The soak could not be built.');
  const programs = ['soak.js', 'main.js'].map((file) => `${ROOT}apps/server/dist/${file}`);
  const [soak = '', server = ''] = programs;
  const env = { ...process.env, FAULTS: options['no-faults'] ? 'none' : 'all' };
  return run(process.execPath, [soak, minutes, seed, server], { env });
});
