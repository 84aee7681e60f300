import { execFile } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = new URL('../../../../', import.meta.url);
/** Below the server, so that the registry's packages are found from there. */
const FOLDER = new URL('apps/server/node_modules/.cache/workers/', ROOT);
/** What has parts that cannot be bundled. */
const OUTSIDE = ['sharp'];

const bundles = new Map<string, Promise<URL>>();

/**
 * A worker as JavaScript: Node runs no TypeScript there before 22.18. Bundled once for each run of a test file.
 * @param name path below `src`, without `.worker.ts`
 */
export function bundledWorker(name: string): Promise<URL> {
  const known = bundles.get(name) ?? bundle(name);
  bundles.set(name, known);
  return known;
}

async function bundle(name: string): Promise<URL> {
  const file = fileURLToPath(new URL(`${name.replaceAll('/', '.')}.worker.mjs`, FOLDER));
  const own = `${file}.${process.pid}.mjs`;
  await promisify(execFile)(fileURLToPath(new URL('node_modules/.bin/esbuild', ROOT)), [
    fileURLToPath(new URL(`apps/server/src/${name}.worker.ts`, ROOT)),
    `--outfile=${own}`,
    ...['--bundle', '--platform=node', '--format=esm', '--target=node20', '--log-level=warning'],
    ...OUTSIDE.map((one) => `--external:${one}`),
  ]);
  // Other test files may bundle it at the same time; a rename is whole or not at all.
  await rename(own, file);
  return pathToFileURL(file);
}
