import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { unlessSilent } from './children.mjs';
import { ROOT } from './commands.mjs';

/** @typedef {import('./children.mjs').Children} Children */

/** The console's, for dashboards in ConfigMaps. */
export const OWN_NAMESPACE = 'gpu-console';
export const TIMEOUT_SECONDS = 60;

/** @param {Record<string, string>} settings @returns the console's address @param {Children} children @param {string} name */
export function startConsole(children, name, settings) {
  const child = children.start(name, process.execPath, [join(ROOT, 'apps/server/dist/main.js')], {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: '0',
    // The rights do not depend on it, and nothing listens there.
    PROMETHEUS_URL: 'http://127.0.0.1:9',
    DASHBOARDS_NAMESPACE: OWN_NAMESPACE,
    LOG_LEVEL: 'fatal',
    ...settings,
  });
  return /** @type {Promise<string>} */ (
    unlessSilent(
      `${name}’s address`,
      TIMEOUT_SECONDS,
      (resolve) =>
        child.on('message', (/** @type {any} */ { event, url }) => event === 'listening' && resolve(url)),
      () => children.log(name),
    )
  );
}

/** @param {Children} children @param {string} scenario @param {string} folder @returns {Promise<string>} the API's address */
export function startCluster(children, scenario, folder) {
  const cli = join(ROOT, 'packages/demo-cluster/dist/cli.js');
  const args = ['--data-dir', folder, '--scenario', scenario, '--history', '0s'];
  const child = children.start(scenario, process.execPath, [cli, ...args]);
  return unlessSilent(
    `the demo ${scenario}`,
    TIMEOUT_SECONDS,
    (resolve, alive) => {
      if (child.stdout === null) return;
      createInterface(child.stdout).on('line', (line) => {
        alive();
        const { event, kubernetes } = JSON.parse(line);
        if (event === 'ready') resolve(kubernetes);
      });
    },
    () => children.log(scenario),
  );
}

/** The console's own namespace, which the demo lacks. @param {string} kubernetes */
export async function addOwnNamespace(kubernetes) {
  const reply = await fetch(`${kubernetes}/api/v1/namespaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: OWN_NAMESPACE } }),
    signal: AbortSignal.timeout(1000 * TIMEOUT_SECONDS),
  });
  if (!reply.ok) throw new Error(await reply.text());
}

/** @param {string} file @param {string} server */
export function writeKubeconfig(file, server) {
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'demo',
      contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
      clusters: [{ name: 'demo', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'demo', user: {} }],
    }),
  );
}
