import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { noAuthentication } from '../access/authentication.ts';
import { openClients } from '../cluster/clients.ts';
import { connect } from '../cluster/connect.ts';
import { readCluster, readConfig } from '../config/environment.ts';
import { doctor } from '../doctor.ts';
import { createLogger } from '../logger.ts';
import { DrawingThread } from '../pictures/drawingThread.ts';
import { PictureService } from '../pictures/pictureService.ts';
import { bundledWorker } from '../testing/bundledWorker.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import { Lab } from '../testing/lab.ts';
import { until } from '../testing/until.ts';
import { createApp } from './app.ts';
import { Clusters } from './clusters.ts';
import { type HttpServer, httpServer } from './httpServer.ts';
import { Instruments } from './instruments.ts';
import { createProbesApp } from './probes.ts';

/** What each secret is, so that one that leaks says where from. */
const canary = (name: string) => `c4n4ry-${name}-9f3b1e`;
/** One that TLS takes, whose lines are no canaries but as secret. */
const REAL_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const REAL_KEY_LINES = String(REAL_KEY)
  .split('\n')
  .filter((line) => line.length > 20 && !line.includes('-----'));
/** Basic's form of a user and a password. */
const basic = (name: string) => Buffer.from(`viewer:${canary(name)}`).toString('base64');
const CANARY = new RegExp(
  [
    String.raw`c4n4ry-[\w-]+`,
    ...[...REAL_KEY_LINES, basic('prometheus-password'), basic('kubeconfig-password')].map((text) =>
      text.replace(/[+/=]/g, String.raw`\$&`),
    ),
  ].join('|'),
  'i',
);
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
/** Headers that let somebody in, of browsers, of proxies with a login, and of other programs. */
const HEADERS = {
  ...Object.fromEntries(
    [
      ...['authorization', 'proxy-authorization', 'cookie', 'x-forwarded-access-token', 'x-forwarded-user'],
      ...['x-auth-request-access-token', 'x-auth-request-user', 'x-auth-request-email', 'x-api-key'],
      ...['x-csrf-token', 'x-amzn-oidc-data', 'cf-access-jwt-assertion', 'x-forwarded-email', 'referer'],
      ...[
        'x-forwarded-for',
        'x-forwarded-host',
        'x-forwarded-proto',
        'x-forwarded-prefix',
        'x-forwarded-uri',
      ],
      ...['x-forwarded-groups', 'x-forwarded-preferred-username', 'x-remote-user', 'x-remote-group'],
      ...['x-remote-extra-scopes', 'impersonate-user', 'forwarded', 'x-real-ip', 'x-original-url', 'via'],
    ].map((name) => [name, canary(name)]),
  ),
  authorization: `Bearer ${canary('bearer')}`,
  cookie: `_oauth2_proxy=${canary('cookie')}; a=b; gpu-console-session=${canary('session')}; __Host-gpu-console.0=${canary('host-session')}`,
};
const QUERY = `?token=${canary('query-token')}&access_token=${canary('query-access')}&password=${canary('query-password')}&code=${canary('query-code')}&state=${canary('query-state')}&id%5Ftoken=${canary('query-encoded')}`;

const folder = mkdtempSync(join(tmpdir(), 'gpu-console-canaries-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** A source that repeats all it was sent, in several ways, with every kind of status. */
let asked = 0;
const STATUSES = [500, 401, 403, 404, 400, 503, 429, 200];
const parrot = createServer((asking, reply) => repeat(asking, reply));
const heard: string[] = [];
function repeat({ url = '', headers }: IncomingMessage, reply: ServerResponse): void {
  heard.push(url);
  const status = STATUSES[asked++ % STATUSES.length] ?? 500;
  const sent = `${JSON.stringify(headers)} Authorization: ${headers.authorization} ${decoded(headers.authorization)} it was ${headers.authorization?.split(' ')[1]}`;
  const bodies = [
    JSON.stringify({ kind: 'Status', status: 'error', errorType: 'internal', error: sent, message: sent }),
    `<html>${sent}</html>`,
    sent,
  ];
  reply.writeHead(status, { 'set-cookie': canary('set-cookie') }).end(bodies[asked % bodies.length]);
}
const decoded = (authorization = '') =>
  Buffer.from(authorization.replace(/^\w+ /, ''), 'base64').toString('latin1');

let source: string;
beforeAll(async () => {
  parrot.listen(0, '127.0.0.1');
  await once(parrot, 'listening');
  const address = parrot.address();
  if (address === null || typeof address === 'string') throw new Error('the parrot does not listen');
  source = `127.0.0.1:${address.port}`;
});
afterAll(() => {
  parrot.close();
  parrot.closeAllConnections();
  rmSync(folder, { recursive: true });
});

function kubeconfig(name: string, user: object): string {
  return file(
    `${name}.yaml`,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: `http://${source}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
}

/** A credential plugin that runs these lines. */
function plugin(name: string, lines: string) {
  const command = file(`${name}.sh`, `#!/bin/sh\n${lines}\n`);
  chmodSync(command, 0o755);
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' } };
}

const KEY = `-----BEGIN PRIVATE KEY-----\n${canary('client-key')}\n-----END PRIVATE KEY-----\n`;
const credential = JSON.stringify({ status: { token: canary('plugin-token') } });
const USERS: Readonly<Record<string, () => object>> = {
  token: () => ({ token: canary('kubeconfig-token') }),
  password: () => ({ username: 'viewer', password: canary('kubeconfig-password') }),
  'client key': () => ({
    token: canary('kubeconfig-token'),
    'client-key-data': Buffer.from(KEY).toString('base64'),
    'client-certificate-data': Buffer.from('no certificate').toString('base64'),
  }),
  'client key that is one': () => ({
    'client-key-data': Buffer.from(REAL_KEY).toString('base64'),
    'client-certificate-data': Buffer.from('no certificate').toString('base64'),
  }),
  'plugin that gives a token': () => plugin('good', `echo '${credential}'`),
  'plugin that fails aloud': () =>
    plugin('loud', `echo 'password is ${canary('plugin-stderr')}' >&2; exit 1`),
  'plugin that prints no JSON': () => plugin('prints', `echo '${canary('plugin-stdout')}'`),
  'plugin that prints something else': () => plugin('other', `echo '{"token":"${canary('plugin-other')}"}'`),
};

/** Those with which a request is sent at all. */
const REACHES = new Set([
  'token',
  'password',
  'client key',
  'client key that is one',
  'plugin that gives a token',
]);

async function startConsole(level: string, environment: Readonly<Record<string, string>>) {
  const log: string[] = [];
  const stopping = new AbortController();
  const config = readConfig({ ...environment, LOG_LEVEL: level });
  const logger = createLogger(level, { write: (line) => log.push(line) });
  const settings = readCluster(environment);
  const clients = openClients(settings);
  const connected = (id: string) =>
    connect({ ...settings, cluster: { ...settings.cluster, id } }, clients, stopping.signal, {
      onLeftOut: (problem) => logger.warn({ problem }, 'object left out'),
    });
  const cluster = await connected('default');
  cluster.follow();
  // Its queries fail as HTTP clients do: the error carries the request.
  const broken = await connected('broken');
  vi.spyOn(broken.queries, 'run').mockImplementation(() => {
    throw leaking();
  });
  const pictures = new PictureService(new DrawingThread({ file: () => bundledWorker('pictures/pictures') }));
  const instruments = new Instruments();
  const app = createApp({
    authentication: noAuthentication,
    ...config,
    clusters: new Clusters([cluster, broken]),
    instruments,
    pictures,
    logger,
    version: '1.2.3',
    webRoot: folder,
    metricsApart: false,
    stopping: stopping.signal,
  });
  const probes = createProbesApp({
    ...config,
    clusters: new Clusters([cluster]),
    instruments,
    logger,
    stopping: stopping.signal,
  });
  const [http, beside] = [httpServer(app), httpServer(probes)];
  onTestFinished(async () => {
    stopping.abort();
    await http.drain(0);
    await beside.drain(0);
    await pictures.stop();
    await cluster.prometheus.close();
  });
  return { url: await listening(http), probes: await listening(beside), log, logger, cluster };
}

async function listening({ server }: HttpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the console does not listen');
  return `http://127.0.0.1:${address.port}`;
}

function leaking(): Error {
  const config = {
    headers: { Authorization: canary('axios-header') },
    auth: { password: canary('axios-auth') },
  };
  const cause = Object.assign(new Error(`GET https://a:${canary('cause-url')}@b failed`), { config });
  return Object.assign(new Error(`Authorization: Bearer ${canary('message')}`, { cause }), {
    config,
    request: config,
  });
}

/** Asks for everything once; the replies, headers and all. */
async function askAll({
  url,
  probes,
}: {
  readonly url: string;
  readonly probes: string;
}): Promise<{ readonly status: number; readonly text: string }[]> {
  const ask = async (path: string, method = 'GET', body?: object) => {
    const reply = await request(URL.canParse(path) ? path : `${url}${path}`, {
      method: method as 'GET' | 'POST',
      headers: { ...HEADERS, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.statusCode, text: JSON.stringify(reply.headers) + (await reply.body.text()) };
  };
  const question = { from: 0, to: 60, step: 60, queries: [{ id: 'a', expr: '1', type: 'range' }] };
  const targets = Object.values(endpoints)
    .filter(({ method }) => method === 'get')
    .map(({ path }) => path.replace('{cluster}', 'default').replace(/\{\w+\}/g, 'x'));
  return Promise.all([
    ...[
      ...[...targets, '/healthz', '/readyz', '/metrics', '/api/nothing', '/api/%zz'],
      ...['/', '/c/default/overview', '/assets/nothing.js'],
      ...['/healthz', '/readyz', '/metrics', '/nothing'].map((path) => probes + path),
    ].flatMap((path) => [ask(path), ask(`${path}${QUERY}`), ask(path, 'POST', { password: 1 })]),
    ask(pathTo('query', { cluster: 'default' }), 'POST', question),
    ask(pathTo('query', { cluster: 'broken' }), 'POST', question),
    ask(pathTo('query', { cluster: 'broken' }) + QUERY, 'POST', question),
    ask(pathTo('values', { cluster: 'default' }), 'POST', {
      from: 0,
      to: 60,
      queries: [{ kind: 'labelNames' }],
    }),
  ]);
}

describe('a secret', () => {
  const token = file('token', `${canary('token-file')}\n`);
  const headers = file('headers', `X-Gateway-Key: ${canary('headers-file')}\n`);
  file('index.html', '<meta property="csp-nonce" nonce="" />');
  /** Prometheus is shown a token where the user has one in the kubeconfig, else a password. */
  const secretive = (user: object, name: string) => ({
    KUBECONFIG: kubeconfig(name.replaceAll(' ', '-'), user),
    ...('token' in user
      ? { PROMETHEUS_URL: `http://${source}`, PROMETHEUS_TOKEN_FILE: token }
      : { PROMETHEUS_URL: `http://viewer:${canary('prometheus-password')}@${source}` }),
    PROMETHEUS_HEADERS_FILE: headers,
    PROMETHEUS_TIMEOUT_SECONDS: '2',
    TRUST_PROXY: '1',
    DASHBOARDS_DIR: folder,
  });

  it.each(Object.entries(USERS))(
    'of a kubeconfig with a %s is in no reply and no log line',
    async (name, user) => {
      const printed = ['log', 'warn', 'error', 'info'] as const;
      const spies = printed.map((method) =>
        vi.spyOn(globalThis.console, method).mockImplementation(() => {}),
      );
      heard.length = 0;
      const console = await startConsole('trace', secretive(user(), name));
      const { log, cluster } = console;
      await until('Kubernetes was tried', () => cluster.state.health.state.state !== 'connecting');
      const replies = await askAll(console);
      for (const { text } of replies) expect(text).not.toMatch(CANARY);
      expect(log.join('')).not.toMatch(CANARY);
      expect(JSON.stringify(spies.map(({ mock }) => mock.calls))).not.toMatch(CANARY);
      expect(heard.some((path) => path.startsWith('/api/v1/nodes'))).toBe(REACHES.has(name));
      expect(heard.some((path) => path.startsWith('/api/v1/query'))).toBe(true);
      const kinds = new Set(replies.map(({ status }) => Math.floor(status / 100)));
      expect([...kinds].sort()).toEqual([2, 4, 5]);
      // The log was not empty: it has a line for every request.
      expect(log.filter((line) => line.includes('request ')).length).toBeGreaterThanOrEqual(replies.length);
    },
  );

  it.each(LEVELS)('is in no line of the log at level %s', async (level) => {
    const console = await startConsole(level, secretive({ token: canary('kubeconfig-token') }, level));
    const { log, logger } = console;
    await askAll(console);
    logger[level](
      { err: leaking(), note: `Bearer ${canary('note')}`, deep: [{ url: `http://a:${canary('deep')}@b` }] },
      `it said: cookie: ${canary('line')}`,
    );
    expect(log.length).toBeGreaterThan(0);
    expect(log.join('')).not.toMatch(CANARY);
    for (const line of log) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('is in nothing that `gpu-console doctor` prints', async () => {
    const out: string[] = [];
    const take = (text: string | Uint8Array) => {
      out.push(String(text));
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(take);
    vi.spyOn(process.stderr, 'write').mockImplementation(take);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    for (const [name, user] of Object.entries(USERS)) {
      const environment = secretive(user(), `doctor-${name}`);
      const format = name.includes('token') ? 'json' : 'table';
      await doctor(['--format', format, '--all', '--timeout', '0.2'], environment);
    }
    const torn = file('half.yaml', `users:\n- name: u\n  user:\n    token: "${canary('torn')}\n  x: [`);
    await doctor([], { ...secretive({}, 'torn'), KUBECONFIG: torn });
    await doctor(['--prometheus-url', `ftp://a:${canary('option')}@b`], secretive({}, 'option'));
    expect(out.join('')).toContain('failed');
    expect(out.join('')).toContain('is not YAML, line');
    expect(out.join('')).not.toMatch(CANARY);
  });
});

describe('the token of a notebook', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await Lab.start();
  });
  afterAll(() => lab.stop());

  const line = `http://127.0.0.1:8888/lab?token=${canary('notebook')}`;
  const logs = pathTo('logs', { cluster: 'default', namespace: 'ml', pod: 'train-0' });

  it('is in the log that tells it, and in no other reply and no line of the console’s own', async () => {
    lab.kube.logs.set('ml/train-0', (response) => response.end(`${line}\n`));
    const console = await (await (await lab.console({ logLevel: 'trace' })).readMetrics()).follow();
    expect((await console.ask(logs)).text).toContain(line);
    const reads = Object.entries(endpoints).filter(
      ([name, { method }]) => method === 'get' && name !== 'logs',
    );
    const names = {
      cluster: 'default',
      node: 'worker-1',
      namespace: 'ml',
      pod: 'train-0',
      uuid: 'GPU-worker-1-0',
    };
    for (const [, { path }] of reads) {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => Reflect.get(names, name) ?? 'x');
      expect((await console.ask(filled)).text).not.toMatch(CANARY);
    }
    expect((await console.ask('/metrics')).text).not.toMatch(CANARY);
    expect(console.log.length).toBeGreaterThan(reads.length);
    expect(console.log.join('')).not.toMatch(CANARY);
  });

  it.each([400, 404, 403, 429, 500])(
    'is not in what is said of a log that cannot be read (%s)',
    async (status) => {
      lab.kube.logs.set('ml/train-0', (response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ kind: 'Status', message: `container "x" is waiting to start: ${line}` }),
        );
      });
      const console = await (await lab.console({ logLevel: 'trace' })).follow();
      const reply = await console.ask(logs);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.text).not.toMatch(CANARY);
      expect(console.log.join('')).not.toMatch(CANARY);
    },
  );
});

describe('a secret in the log of a driver that does not start', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await Lab.start();
    const labels = { app: 'nvidia-driver-daemonset' };
    const waiting = {
      name: 'main',
      ready: false,
      restartCount: 7,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    };
    const status = { conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [waiting] };
    lab.kube.put(kubePod('driver', { namespace: 'gpu-operator', node: 'worker-1', gpus: 0, labels, status }));
    const line = `E: Unable to locate package linux-headers-6.14.0-12-generic of http://me:${canary('mirror')}@mirror.example`;
    lab.kube.logs.set('gpu-operator/driver', (response) =>
      response.end(`${line} token=${canary('mirror-token')}\n`),
    );
  });
  afterAll(() => lab.stop());

  it('is not in the doctor’s report, which quotes the line', async () => {
    const console = await (await lab.console({ logLevel: 'trace' })).follow();
    const { text } = await console.ask(pathTo('doctor', { cluster: 'default' }));
    expect(text).toContain('Unable to locate package linux-headers-6.14.0-12-generic');
    expect(text).not.toMatch(CANARY);
    expect(console.log.join('')).not.toMatch(CANARY);
  });
});
