import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build } from './lib/build.mjs';
import { ROOT, script } from './lib/commands.mjs';
import { setUp } from './lib/setup.mjs';

script(async () => {
  await setUp();
  await build(['server']);
  const args = [`${ROOT}apps/server/dist/cli.js`, 'doctor', ...process.argv.slice(2)];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  return code ?? 1;
});
