import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build } from './lib/build.mjs';
import { ROOT, script } from './lib/commands.mjs';
import { setUp } from './lib/setup.mjs';

script(async () => {
  await setUp();
  await build(['server', 'web']);
  const child = spawn(process.execPath, [`${ROOT}apps/server/dist/main.js`], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => child.kill(signal));
  }
  const [code] = await once(child, 'exit');
  return code ?? 1;
});
