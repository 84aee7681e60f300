import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build } from './lib/build.mjs';
import { ROOT, script } from './lib/commands.mjs';
import { installPackages } from './lib/install.mjs';

script(async () => {
  await installPackages();
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
