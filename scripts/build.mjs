import { build } from './lib/build.mjs';
import { script } from './lib/commands.mjs';
import { installPackages } from './lib/install.mjs';

script(async () => {
  await installPackages();
  await build(['server', 'web', 'demo cluster']);
});
