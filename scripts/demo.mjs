import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { Children, freePort, json, unlessSilent, until } from './lib/children.mjs';
import { CommandError, ROOT, say, script } from './lib/commands.mjs';
import { FOR_DEMO, setUp } from './lib/setup.mjs';

const HELP = `Usage: npm run demo -- [options]

Starts a simulated GPU cluster, a real Prometheus that scrapes it, and the console.

  --scenario NAME       fleet (default), walkthrough, scale, eras, upgrade, mixed, two-clusters, sharing,
                        fractions, dra, gpucluster, crowded, troubled, monitored or bare
  --clusters N          so many clusters in one console, each of another scenario (default 1, 4 at most)
  --auth                with a sign-in: a real OpenID provider and the accounts admin, nlp-team and vision-team
  --nodes N             number of nodes, for the scenario scale (default 128)
  --history DURATION    length of the past, such as 6h (default), 90m or 0s; 2d at most
  --honor-labels BOOL   whether Prometheus keeps the exporters' pod and namespace labels (default: the scenario's choice)
  --seed N              another seed gives another cluster
  --token-auth-file F   users of the simulated cluster by bearer token, as kube-apiserver takes them
  --port N              the console's port (default 8080, or a free one when that is taken; 0 for a free one)
  --help                this text

Where everything listens is written to .demo/endpoints.json and, as one line of JSON, to standard output.`;

/** The demo cluster tells how far it is after each quarter of an hour of its past. */
const MAX_SILENCE_SECONDS = 180;
const TIMEOUT_PROMETHEUS_SECONDS = 120;
const TIMEOUT_CONSOLE_SECONDS = 60;
const TIMEOUT_FIRST_PAGE_SECONDS = 30;
const TIMEOUT_FIRST_SCRAPE_SECONDS = 120;

/** What further clusters are. */
const OTHERS = ['sharing', 'troubled', 'dra', 'walkthrough'];
const MAX_CLUSTERS = OTHERS.length;

const DEMO = join(ROOT, '.demo');
const ENDPOINTS = join(DEMO, 'endpoints.json');

/** @typedef {import('./lib/demoProcess.mjs').Endpoints} Endpoints */

function options() {
  try {
    return parseArgs({
      options: {
        scenario: { type: 'string', default: 'fleet' },
        clusters: { type: 'string', default: '1' },
        auth: { type: 'boolean', default: false },
        nodes: { type: 'string' },
        history: { type: 'string', default: '6h' },
        'honor-labels': { type: 'string' },
        seed: { type: 'string' },
        'token-auth-file': { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

/** The scenario of each cluster, the one that was chosen first. @param {ReturnType<typeof options>} chosen */
function scenariosOf({ scenario, clusters }) {
  const count = Number(clusters);
  if (!Number.isInteger(count) || count < 1 || count > MAX_CLUSTERS)
    throw new CommandError(`--clusters ${clusters}: give a number from 1 to ${MAX_CLUSTERS}`);
  return [scenario, ...OTHERS.filter((other) => other !== scenario).slice(0, count - 1)];
}

/** @param {string | undefined} text */
async function consolePort(text) {
  if (text === undefined) return freePort(8080);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new CommandError(`--port ${text} is no port: give a number from 0 to 65535`);
  if (port !== 0 && (await freePort(port)) !== port)
    throw new CommandError(`--port ${port} is taken: give another, or 0 for a free one`);
  return port;
}

/** A folder for this demo's data. Folders of demos that were killed are cleared away. */
function ownFolder() {
  mkdirSync(DEMO, { recursive: true });
  for (const name of readdirSync(DEMO)) {
    const pid = /^run-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(DEMO, name), { recursive: true, force: true });
  }
  const folder = join(DEMO, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} line shown in place of the one before, on a terminal */
function progress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  else say(line);
}

/**
 * @param {Children} children
 * @param {string} folder
 * @param {ReturnType<typeof options>} chosen
 * @param {() => void} onReconfigured
 * @returns {Promise<{ kubernetes: string, kubeconfig: string, prometheusConfig: string, prometheusData: string, gpuResources: string[], keepsDashboards: boolean }>}
 */
function startCluster(children, folder, chosen, onReconfigured) {
  mkdirSync(folder, { recursive: true });
  const passed = /** @type {const} */ ([
    'scenario',
    'nodes',
    'history',
    'honor-labels',
    'seed',
    'token-auth-file',
  ]);
  const args = passed.flatMap((name) => (chosen[name] === undefined ? [] : [`--${name}`, chosen[name]]));
  const cli = join(ROOT, 'packages/demo-cluster/dist/cli.js');
  const name = `The demo cluster (${chosen.scenario})`;
  const child = children.start(name, process.execPath, [cli, '--data-dir', folder, ...args]);
  let last = 'nothing yet';
  return unlessSilent(
    'The demo cluster’s next sign that it makes its past or is ready',
    MAX_SILENCE_SECONDS,
    (resolve, alive) => {
      if (child.stdout === null) return;
      createInterface(child.stdout).on('line', (line) => {
        last = line;
        alive();
        const event = JSON.parse(line);
        if (event.event === 'progress') progress(`  ${event.message}`);
        if (event.event === 'ready') resolve(event);
        if (event.event === 'reconfigured') onReconfigured();
      });
    },
    () => `${last}\n${children.log(name)}`,
  );
}

/**
 * @param {Children} children
 * @param {string} scenario
 * @param {{ prometheusConfig: string, prometheusData: string }} cluster
 * @returns {Promise<{ url: string, reload: () => void }>} the latter makes it read its configuration again
 */
async function startPrometheus(children, scenario, { prometheusConfig, prometheusData }) {
  const address = `127.0.0.1:${await freePort()}`;
  const name = `Prometheus (${scenario})`;
  const child = children.start(name, 'prometheus', [
    `--config.file=${prometheusConfig}`,
    `--storage.tsdb.path=${prometheusData}`,
    '--storage.tsdb.retention.time=7d',
    `--web.listen-address=${address}`,
    '--log.level=warn',
  ]);
  const url = `http://${address}`;
  await until(
    'Prometheus’ start',
    async (signal) => (await fetch(`${url}/-/ready`, { signal })).ok || undefined,
    TIMEOUT_PROMETHEUS_SECONDS,
    () => children.log(name),
  );
  return { url, reload: () => void child.kill('SIGHUP') };
}

/** A cluster that the console shows. @typedef {{ prometheus: string, kubernetes: string, kubeconfig: string, gpuResources: string[], dashboards: string | undefined, scenario: string }} Source */

/**
 * What tells the console of its clusters. Only simulations are written to.
 * @param {string} folder
 * @param {readonly Source[]} sources
 * @returns {NodeJS.ProcessEnv}
 */
function clusterSettings(folder, sources) {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined)
    return {
      PROMETHEUS_URL: only.prometheus,
      KUBECONFIG: only.kubeconfig,
      GPU_RESOURCES: only.gpuResources.join(','),
      CLUSTER_NAME: `demo-${only.scenario}`,
      ...(only.dashboards === undefined ? {} : { DASHBOARDS_DIR: only.dashboards }),
      ALLOW_WRITES: 'true',
      WRITE_NAMESPACES: 'default',
    };
  const clusters = sources.map(({ prometheus, kubeconfig, gpuResources, dashboards, scenario }, index) => ({
    id: index === 0 ? 'default' : scenario,
    name: `demo-${scenario}`,
    kubernetes: { kubeconfig },
    prometheus: { url: prometheus },
    gpuResources,
    ...(dashboards === undefined ? {} : { dashboards: { directory: dashboards } }),
    writes: { allowed: true },
  }));
  const file = join(folder, 'clusters.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ clusters }, null, 2));
  return { CONFIG_FILE: file };
}

/**
 * Starts a provider at which people sign in to the console at `url`.
 * @param {Children} children
 * @param {string} folder
 * @param {string} url
 * @returns {Promise<NodeJS.ProcessEnv>} what tells the console of it
 */
async function startProvider(children, folder, url) {
  const name = 'The provider';
  const cli = join(ROOT, 'packages/demo-cluster/dist/providerCli.js');
  const child = children.start(name, process.execPath, [cli, '--client', url]);
  const { issuer, client, secret } = await unlessSilent(
    'The provider’s address',
    TIMEOUT_CONSOLE_SECONDS,
    (resolve) => {
      if (child.stdout !== null)
        createInterface(child.stdout).on('line', (line) => line.startsWith('{') && resolve(JSON.parse(line)));
    },
    () => children.log(name),
  );
  const file = join(folder, 'client-secret');
  writeFileSync(file, secret, { mode: 0o600 });
  return {
    AUTH_MODE: 'oidc',
    PUBLIC_URL: url,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client,
    OIDC_CLIENT_SECRET_FILE: file,
    OIDC_SCOPES: 'openid profile email groups offline_access',
  };
}

/**
 * @param {Children} children
 * @param {NodeJS.ProcessEnv} settings what tells of its clusters
 * @param {number} port
 * @returns {Promise<string>}
 */
async function startConsole(children, settings, port) {
  const name = 'The console';
  const child = children.start(name, process.execPath, [join(ROOT, 'apps/server/dist/main.js')], {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...settings,
  });
  child.stdout?.pipe(process.stderr);
  return unlessSilent(
    'The console’s address',
    TIMEOUT_CONSOLE_SECONDS,
    (resolve) =>
      child.on('message', (/** @type {any} */ event) => event.event === 'listening' && resolve(event.url)),
    () => children.log(name),
  );
}

/**
 * The first page's numbers are there: GPUs that Kubernetes knows, if any, and Prometheus has seen, and knows where to look for
 * from here on: it has seen them in its past already.
 * @param {string} url
 * @param {Source} source the first of its clusters
 * @param {boolean} isOpen nobody has to sign in
 * @param {Children} children
 */
async function firstPage(url, { prometheus, scenario }, isOpen, children) {
  const log = () => [children.log('The console'), children.log(`Prometheus (${scenario})`)].join('\n').trim();
  await until(
    'The first page',
    async (signal) => (await fetch(url, { signal })).ok || undefined,
    TIMEOUT_FIRST_PAGE_SECONDS,
    log,
  );
  await until(
    'Prometheus’ targets',
    async (signal) => {
      const targets = await json(`${prometheus}/api/v1/targets?state=active`, signal);
      return targets?.data.activeTargets.length > 0 || undefined;
    },
    TIMEOUT_PROMETHEUS_SECONDS,
    log,
  );
  if (!isOpen) return;
  await until(
    'The first scrape',
    async (signal) => {
      const overview = await json(`${url}/api/v1/clusters/default/overview`, signal);
      const isThere = overview?.gpus.reporting > 0 || overview?.gpus.total === 0;
      return overview?.nodes.total > 0 && isThere ? true : undefined;
    },
    TIMEOUT_FIRST_SCRAPE_SECONDS,
    log,
  );
}

/** @param {string} folder @param {Endpoints} endpoints */
function publish(folder, endpoints) {
  const text = `${JSON.stringify(endpoints, null, 2)}\n`;
  writeFileSync(join(folder, 'endpoints.json'), text);
  writeFileSync(ENDPOINTS, text);
  console.log(JSON.stringify(endpoints));
  say(`
  Console      ${endpoints.console}
  Prometheus   ${endpoints.prometheus}
  kubectl      kubectl --kubeconfig ${endpoints.kubeconfig} get nodes,pods -A

Ctrl-C stops everything.`);
}

/** Whether the endpoints file is this demo's, and not one's that was started later. @param {string} folder */
function isPublished(folder) {
  return existsSync(ENDPOINTS) && readFileSync(ENDPOINTS, 'utf8').includes(folder);
}

/** Resolves when somebody wants this to end: a signal, or the parent's death. @returns {Promise<void>} */
function stopRequest() {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
    setInterval(() => process.ppid !== parent && resolve(), 500).unref();
  });
}

script(async () => {
  const chosen = options();
  if (chosen.help) {
    say(HELP);
    return;
  }
  const stopped = stopRequest().then(() => /** @type {const} */ ('stopped'));
  const scenarios = scenariosOf(chosen);
  const port = await consolePort(chosen.port);
  await setUp(FOR_DEMO);
  await build(['server', 'web', 'demo cluster']);

  const folder = ownFolder();
  const children = new Children();
  /** @param {string} scenario @param {string} own the cluster's folder @returns {Promise<Source>} */
  const startSource = async (scenario, own) => {
    // The signal would end it before it is ready.
    /** @type {() => void} */
    let reload = () => undefined;
    const cluster = await startCluster(children, own, { ...chosen, scenario }, () => reload());
    progress('Starting Prometheus and the console …');
    const { url: prometheus, ...started } = await startPrometheus(children, scenario, cluster);
    reload = started.reload;
    const { kubernetes, kubeconfig, gpuResources, keepsDashboards } = cluster;
    const dashboards = keepsDashboards ? undefined : join(own, 'dashboards');
    return { prometheus, kubernetes, kubeconfig, gpuResources, dashboards, scenario };
  };
  const start = async () => {
    const [first = '', ...others] = scenarios;
    const source = await startSource(first, folder);
    const sources = [source];
    for (const other of others) sources.push(await startSource(other, join(folder, other)));
    // A provider sends people back to an address that it knows.
    const own = chosen.auth && port === 0 ? await freePort() : port;
    const signIn = chosen.auth ? await startProvider(children, folder, `http://localhost:${own}`) : {};
    const settings = { ...clusterSettings(folder, sources), ...signIn };
    const url = await startConsole(children, settings, own);
    await firstPage(url, source, !chosen.auth, children);
    progress('');
    const { prometheus, kubernetes, kubeconfig } = source;
    publish(folder, { console: signIn.PUBLIC_URL ?? url, prometheus, kubernetes, kubeconfig });
  };
  try {
    const outcome = await Promise.race([start(), children.failure, stopped]);
    if (outcome !== 'stopped') await Promise.race([children.failure, stopped]);
  } finally {
    await children.stop();
    if (isPublished(folder)) rmSync(ENDPOINTS);
    rmSync(folder, { recursive: true, force: true });
  }
});
