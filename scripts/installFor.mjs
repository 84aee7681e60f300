import { CommandError, script } from './lib/commands.mjs';
import { pnpm } from './lib/pnpm.mjs';

/** Installs what one package of the workspace needs to run, for an image: `node scripts/installFor.mjs NAME`. */
script(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined)
    throw new CommandError('Name the package to install for, such as @gpu-console/server.');
  return pnpm(['install', '--prod', '--frozen-lockfile', '--filter', name]);
});
