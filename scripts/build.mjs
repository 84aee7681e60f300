import { build } from './lib/build.mjs';
import { script } from './lib/commands.mjs';
import { setUp } from './lib/setup.mjs';

script(async () => {
  await setUp();
  await build(['server', 'web', 'demo cluster']);
});
