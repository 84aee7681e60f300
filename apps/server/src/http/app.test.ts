import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import {
  ClusterList,
  type Endpoint,
  type EndpointName,
  endpoints,
  StoredDashboard,
} from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { FaultProxy } from '../testing/faultProxy.ts';
import { Lab, problemOf, TestConsole } from '../testing/lab.ts';
import { until } from '../testing/until.ts';

const QUERY = pathTo('query', { cluster: 'default' });
const WINDOW = { from: 1_700_000_000, to: 1_700_000_600, step: 60 };
const question = (...exprs: string[]) => ({
  ...WINDOW,
  queries: exprs.map((expr, n) => ({ id: `q${n}`, expr, type: 'range' })),
});

let lab: Lab;
let shared: TestConsole;
let directory: string;
beforeAll(async () => {
  lab = await Lab.start();
  directory = await mkdtemp(join(tmpdir(), 'dashboards-'));
  shared = await (await TestConsole.start(lab, { dashboards: directory, writes: ['ml'] })).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
  await rm(directory, { recursive: true });
});

describe('the contract', () => {
  const kept = (id: string, panels: readonly object[] = []) =>
    shared.send('PUT', pathTo('dashboard', { cluster: 'default', dashboard: id }), {
      dashboard: { id, title: id, variables: [], panels },
      version: null,
    });
  /** What is there, by the name of the parameter that it fills. */
  const THERE = {
    cluster: 'default',
    node: 'worker-1',
    namespace: 'ml',
    pod: 'train-0',
    uuid: 'GPU-worker-1-0',
    sample: 'load',
    dashboard: 'drawn',
    panel: 'heat',
  };
  type Given = { readonly params?: Partial<typeof THERE>; readonly query?: string; readonly body?: object };
  /** What an endpoint takes beside that. */
  const given: Partial<Record<EndpointName, () => Given | Promise<Given>>> = {
    pod: () => ({ params: { pod: 'waits' } }),
    startSample: () => ({ body: { namespace: 'ml', dryRun: false } }),
    removeSample: () => ({ query: '?namespace=ml' }),
    search: () => ({ query: '?q=worker' }),
    query: () => ({ body: question('DCGM_FI_DEV_GPU_TEMP') }),
    values: () => ({ body: { from: 0, to: WINDOW.to, queries: [{ kind: 'labelNames' }] } }),
    saveDashboard: () => ({
      params: { dashboard: 'saved' },
      body: { dashboard: { id: 'saved', title: 'saved', variables: [], panels: [] }, version: null },
    }),
    deleteDashboard: async () => {
      const { version } = StoredDashboard.parse((await kept('deleted')).json());
      return { params: { dashboard: 'deleted' }, body: { version } };
    },
  };

  const table: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints);

  beforeAll(async () => {
    const queries = [{ id: 'a', expr: 'DCGM_FI_DEV_GPU_TEMP', legend: '' }];
    await kept('drawn', [{ id: 'heat', kind: 'timeseries', title: 'Heat', unit: 'celsius', queries }]);
  });

  it.each(table.filter(([name]) => name !== 'signIn'))(
    'is kept by %s, with no field beside it',
    async (name, { method, response, streams }) => {
      const { params, query = '', body } = (await given[name as EndpointName]?.()) ?? {};
      const path = pathTo(name as EndpointName, { ...THERE, ...params }) + query;
      const verb = method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE';
      const reply = await (body === undefined || verb === 'GET'
        ? shared.ask(path, { method: verb })
        : shared.send(verb, path, body));
      expect(reply.status).toBe(200);
      const content = streams === undefined ? reply.json() : reply.text;
      expect(response.parse(content)).toEqual(content);
      const type = streams ?? 'application/json';
      expect(reply.headers['content-type']).toBe(type === 'image/png' ? type : `${type}; charset=utf-8`);
    },
  );

  it('stands in the OpenAPI document, every endpoint of it', async () => {
    const Document = z.object({
      paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
    });
    const document = await shared.read(Document, '/api/openapi.json');
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, method, path]),
    );
    expect(listed).toEqual(Object.entries(endpoints).map(([name, { method, path }]) => [name, method, path]));
  });
});

describe('what cannot be answered', () => {
  const send = (type: string, body: string) =>
    shared.ask(QUERY, { method: 'POST', headers: { 'content-type': type }, body });

  it.each([
    ['cluster', pathTo('overview', { cluster: 'other' }), 'cluster_not_found'],
    ['node', pathTo('node', { cluster: 'default', node: 'cpu-1' }), 'node_not_found'],
    ['GPU', pathTo('gpu', { cluster: 'default', uuid: 'GPU-none' }), 'gpu_not_found'],
    [
      'MIG instance',
      `${pathTo('gpu', { cluster: 'default', uuid: 'GPU-worker-1-0' })}?instance=3`,
      'gpu_not_found',
    ],
    ['pod', pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'none' }), 'pod_not_found'],
    ['resource', '/api/v1/nothing', 'not_found'],
    ['page, where there is no SPA', '/nothing', 'not_found'],
  ])('is a 404 for an unknown %s', async (_, path, code) => {
    expect(await problemOf(shared.ask(path))).toMatchObject({ status: 404, code, instance: path });
  });

  it('is told with the whole path that was asked for', async () => {
    const { detail } = await problemOf(shared.ask('/api/v1/nothing'));
    expect(detail).toBe('There is nothing at GET /api/v1/nothing');
  });

  it.each([
    ['POST', pathTo('overview', { cluster: 'default' }), 'GET'],
    ['GET', QUERY, 'POST'],
    ['GET', pathTo('removeSample', { cluster: 'default', sample: 'load' }), 'POST, DELETE'],
  ] as const)('is a 405 that says what is allowed: %s %s', async (method, path, allowed) => {
    const reply = await shared.ask(path, { method });
    expect(reply).toMatchObject({ status: 405, headers: { allow: allowed } });
    expect(reply.json()).toMatchObject({ code: 'method_not_allowed' });
  });

  it.each([
    ['a field that the contract lacks', { ...question('1'), more: 1 }, ''],
    ['a window that ends before it begins', { ...question('1'), from: WINDOW.to + 1 }, 'from'],
    ['more points than Prometheus gives', { ...question('1'), from: 0, step: 1 }, 'step'],
    ['no queries', question(), 'queries'],
  ])('is a 400 that names the field, for %s', async (_, body, path) => {
    expect(await problemOf(shared.post(QUERY, body))).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ path }],
    });
  });

  it.each([
    ['an unknown parameter', `${pathTo('gpus', { cluster: 'default' })}?nod=worker-1`],
    ['a name that cannot be', pathTo('node', { cluster: 'default', node: 'Worker_1' })],
    ['a path that is not percent-encoding', '/api/v1/clusters/%zz/overview'],
  ])('is a 400 for %s', async (_, path) => {
    expect(await problemOf(shared.ask(path))).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('is a 400 for a body that is not JSON', async () => {
    const reply = send('application/json', '{"from":');
    expect(await problemOf(reply)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  it('is a 413 for a body past the limit', async () => {
    const reply = shared.post(QUERY, { ...question('1'), more: 'x'.repeat(300_000) });
    expect(await problemOf(reply)).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain'])('is a 415 for a body of %s', async (type) => {
    const reply = send(type, JSON.stringify(question('1')));
    expect(await problemOf(reply)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('is a 500 that keeps its reasons for the log', async () => {
    const own = await lab.console();
    vi.spyOn(own.cluster.queries, 'run').mockImplementation(() => {
      throw new Error('the secret reason');
    });
    const reply = await own.post(QUERY, question('1'));
    expect(reply).toMatchObject({
      status: 500,
      headers: { 'content-type': expect.stringContaining('problem') },
    });
    expect(reply.json()).toMatchObject({ code: 'internal' });
    expect(reply.text).not.toMatch(/secret|\.ts|stack/);
    expect(own.log.join('')).toMatch(/the secret reason.*app\.test\.ts/);
  });

  it('is a 500 where a reply would break the contract', async () => {
    const own = await lab.console();
    vi.spyOn(own.cluster.queries, 'run').mockResolvedValue({
      results: { q0: { start: Number.NaN, step: 0, count: 0, series: [], warnings: [] } },
    });
    expect(await problemOf(own.post(QUERY, question('1')))).toMatchObject({
      status: 500,
      code: 'internal',
    });
  });
});

describe('the door', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8080', 'evil.example:127'])(
    'is shut for the host name %s',
    async (host) => {
      const reply = shared.ask(pathTo('clusters', {}), { headers: { host } });
      expect(await problemOf(reply)).toMatchObject({ status: 421, code: 'wrong_host' });
    },
  );

  it.each(['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080'])('is open for %s', async (host) => {
    expect(await shared.ask('/healthz', { headers: { host } })).toMatchObject({ status: 200 });
  });

  describe('where others are let in', () => {
    const ALLOWED = ['gpu.example', '.corp.example', 'ui.example:8443', 'gpu_console'];
    let open: TestConsole;
    beforeAll(async () => {
      open = await TestConsole.start(lab, { loopbackOnly: false, allowedHosts: ALLOWED });
    });
    afterAll(() => open.stop());
    const statusFor = async (host: string) => (await open.ask('/healthz', { headers: { host } })).status;

    it.each([
      ...['10.244.0.9:8080', '[fd00::7]:8080', '[::ffff:10.0.0.1]', 'localhost:8080', '127.0.0.1'],
      ...['gpu.example', 'GPU.Example:80', 'gpu.example.', 'corp.example', 'a.b.corp.example:1'],
      ...['ui.example:8443', 'gpu_console:8080'],
    ])('is open for %s', async (host) => {
      expect(await statusFor(host)).toBe(200);
    });

    it.each([
      ...['evil.example', 'gpu.example.evil.example', 'evilcorp.example', 'ui.example', 'ui.example:80'],
      ...['10.0.0.1.evil.example', '1.2.3', '[gpu.example]', 'fd00::7', 'gpu.example:', ' ', 'a b'],
    ])('is shut for "%s", and says what would open it', async (host) => {
      const reply = open.ask(pathTo('clusters', {}), { headers: { host } });
      expect(await problemOf(reply)).toMatchObject({
        status: 421,
        code: 'wrong_host',
        detail: expect.stringContaining('ALLOWED_HOSTS'),
      });
    });

    it('is shut for what another header says', async () => {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'gpu.example',
        forwarded: 'host=gpu.example',
      };
      expect(await open.ask('/healthz', { headers })).toMatchObject({ status: 421 });
    });
  });

  it('of this machine alone is opened for a name by a setting, and for addresses of others by none', async () => {
    const from = await lab.console({ allowedHosts: ['gpu.example'] });
    const statusFor = async (host: string) => (await from.ask('/healthz', { headers: { host } })).status;
    expect(await statusFor('gpu.example')).toBe(200);
    expect(await statusFor('10.0.0.7')).toBe(421);
  });

  it.each(['/healthz', '/api/v1/nothing'])('lets a browser run nothing of others (%s)', async (path) => {
    const { headers } = await shared.ask(path);
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('does not say what the console is made of', async () => {
    const { headers } = await shared.ask('/healthz');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });

  it('gives nothing that may be kept', async () => {
    expect((await shared.ask(pathTo('gpus', { cluster: 'default' }))).headers['cache-control']).toBe(
      'no-store',
    );
  });

  it('leaves no warning of too many listeners, however long', async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => warnings.push(message);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const { lastScrape: to } = lab;
    const queries = [{ id: 'a', expr: 'DCGM_FI_DEV_POWER_USAGE * 1.23456789', type: 'range' }];
    const body = JSON.stringify({ from: to - 10_000, to, step: 1, queries });
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
    const reply = await shared.ask('/api/v1/clusters/default/query', { method: 'POST', headers, body });
    expect(reply.status).toBe(200);
    expect(gunzipSync(reply.bytes).length).toBeGreaterThan(128 * 1024);
    expect(warnings).toEqual([]);
  });

  it('packs a reply for those who can unpack it', async () => {
    const plain = await shared.ask('/api/openapi.json');
    const packed = await shared.ask('/api/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes)).toEqual(plain.bytes);
  });
});

describe('the address of who asks', () => {
  const [mine, theirs] = ['10.1.2.3', '192.0.2.7'];
  const logged = async (from: TestConsole, forwarded: string) => {
    await from.ask('/healthz', { headers: { 'x-forwarded-for': forwarded } });
    const line = await until('the request is logged', () =>
      from.log.map((text) => Logged.parse(JSON.parse(text))).find(({ req }) => req?.url === '/healthz'),
    );
    return line.req?.client;
  };
  const Logged = z.object({ req: z.exactOptional(z.object({ url: z.string(), client: z.string() })) });

  it('is that of the connection, whatever a header says', async () => {
    const from = await lab.console({ logLevel: 'debug' });
    expect(await logged(from, mine)).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says, not what its client made up', async () => {
    const from = await lab.console({ logLevel: 'debug', trustProxy: 1 });
    expect(await logged(from, `${theirs}, ${mine}`)).toBe(mine);
  });

  it('is what proxies of a trusted network say, up to the first that is of none', async () => {
    const from = await lab.console({ logLevel: 'debug', trustProxy: ['loopback', '10.1.0.0/16'] });
    expect(await logged(from, `172.16.0.1, ${theirs}, ${mine}`)).toBe(theirs);
  });

  it('is the same in either family', async () => {
    const from = await lab.console({ logLevel: 'debug', trustProxy: 1 });
    expect(await logged(from, `::ffff:${mine}`)).toBe(mine);
  });

  it('is that of the proxy where it passes on what is no address', async () => {
    const from = await lab.console({ logLevel: 'debug', trustProxy: 1 });
    expect(await logged(from, '<script>')).toBe('127.0.0.1');
  });
});

describe('probes and metrics', () => {
  it('say that the console lives', async () => {
    expect((await shared.ask('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('say that it is starting until each source was tried, then that it is ready', async () => {
    const from = await (await lab.console()).readMetrics();
    const starting = {
      status: 'starting',
      sources: [{ cluster: 'default', kubernetes: 'connecting', prometheus: 'ok' }],
    };
    const before = await from.ask('/readyz');
    expect(before.status).toBe(503);
    expect(before.json()).toEqual(starting);
    await from.follow();
    const after = await from.ask('/readyz');
    expect(after.status).toBe(200);
    expect(after.json()).toMatchObject({ status: 'ready' });
  });

  it('say that it is still reading while one kind of object was not told', async () => {
    const proxy = await FaultProxy.start(lab.kube.url);
    onTestFinished(() => proxy.stop());
    proxy.inject(/pods\?/, { kind: 'silence' });
    const from = await (await lab.console({ kubeUrl: proxy.url })).readMetrics();
    from.cluster.follow();
    await until('the nodes are known', () => from.cluster.state.knows('nodes'));
    const before = await from.ask('/readyz');
    expect(before.status).toBe(503);
    expect(before.json()).toMatchObject({ status: 'starting', sources: [{ kubernetes: 'reading' }] });
    proxy.inject(/pods\?/, { kind: 'answer', status: 403, body: '{"message":"pods is forbidden"}' });
    proxy.breakConnections();
    await until('it is ready', async () => (await from.ask('/readyz')).status === 200);
  });

  it('answer at once while Prometheus is frozen, as does what tells how the sources are', async () => {
    const proxy = await FaultProxy.start(lab.prometheus.url);
    onTestFinished(() => proxy.stop());
    proxy.freeze();
    const from = await (await lab.console({ prometheusUrl: proxy.url })).follow();
    void from.readMetrics();
    await until('Prometheus is asked', () => proxy.requests.length > 0);
    const ready = await from.ask('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.json()).toMatchObject({ status: 'starting', sources: [{ prometheus: 'connecting' }] });
    const { items } = await from.read(ClusterList, pathTo('clusters', {}));
    expect(items).toMatchObject([{ kubernetes: { state: 'ok' }, prometheus: { state: 'connecting' } }]);
    // Neither answer waited: the first question is still without one.
    expect(proxy.open).toBeGreaterThan(0);
    proxy.thaw();
    await until('it is ready', async () => (await from.ask('/readyz')).status === 200);
  });

  it('count the requests to each source', async () => {
    const from = await (await lab.console()).follow();
    await from.post(QUERY, question('1'));
    const { text } = await from.ask('/metrics');
    expect(text).toMatch(/^gpu_console_upstream_requests_total\{source="prometheus"\} 1$/m);
    expect(text).toMatch(/^gpu_console_upstream_requests_total\{source="kubernetes"\} [1-9]/m);
  });

  it('time the requests by the route’s pattern, not by the names in it', async () => {
    const from = await (await lab.console()).follow();
    await from.ask(pathTo('node', { cluster: 'default', node: 'worker-1' }));
    const { text } = await from.ask('/metrics');
    expect(text).toContain(
      'gpu_console_http_request_duration_seconds_count{method="GET",route="/api/v1/clusters/:cluster/nodes/:node",status="200"} 1',
    );
    expect(text).not.toContain('worker-1');
  });
});

describe('the SPA', () => {
  let webRoot: string;
  let from: TestConsole;
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'gpu-console-web-'));
    await mkdir(join(webRoot, 'assets'));
    await writeFile(join(webRoot, 'index.html'), '<title>GPU Console</title>');
    await writeFile(join(webRoot, 'assets', 'main-1a2b.js'), 'start()');
    await writeFile(join(webRoot, 'assets', 'main-1a2b.js.br'), brotliCompressSync('packed as br'));
    await writeFile(join(webRoot, 'assets', 'main-1a2b.js.gz'), gzipSync('packed as gzip'));
    from = await TestConsole.start(lab, { webRoot });
  });
  afterAll(async () => {
    await from.stop();
    await rm(webRoot, { recursive: true });
  });

  it.each(['/', '/nodes/worker-1', '/gpus?node=worker-1'])(
    'answers %s with its page, to be asked for each time',
    async (path) => {
      const { text, headers } = await from.ask(path);
      expect(text).toBe('<title>GPU Console</title>');
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it('has assets that never change', async () => {
    const { text, headers } = await from.ask('/assets/main-1a2b.js');
    expect(text).toBe('start()');
    expect(headers['cache-control']).toContain('immutable');
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('sends assets as the build packed them, in %s', async (encoding, unpack) => {
    const headers = { 'accept-encoding': encoding };
    const reply = await from.ask('/assets/main-1a2b.js', { headers });
    expect(unpack(reply.bytes).toString()).toBe(`packed as ${encoding}`);
    expect(reply.headers['content-encoding']).toBe(encoding);
    expect(reply.headers['vary']).toContain('Accept-Encoding');
  });

  it.each(['br', 'gzip', 'identity'])(
    'says of an asset that has gone since its start that it is not there, in %s',
    async (encoding) => {
      const file = join(webRoot, 'assets', 'gone-3c4d.js');
      await Promise.all(['', '.br', '.gz'].map((packed) => writeFile(file + packed, 'gone()')));
      const later = await TestConsole.start(lab, { webRoot });
      await Promise.all(['', '.br', '.gz'].map((packed) => rm(file + packed)));
      const headers = { 'accept-encoding': encoding };
      expect((await later.ask('/assets/gone-3c4d.js', { headers })).status).toBe(404);
      expect((await later.ask('/healthz')).status).toBe(200);
      await later.stop();
    },
  );

  it.each(['/assets/main-old.js', '/api/v1/nothing'])('does not stand in for %s', async (path) => {
    expect(await problemOf(from.ask(path))).toMatchObject({ status: 404 });
  });
});
