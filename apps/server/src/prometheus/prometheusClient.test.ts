import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { dcgmHistory, GPUS } from '../testing/dcgmHistory.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { PrometheusClient, type PrometheusOptions } from './prometheusClient.ts';

const NOW = Math.floor(Date.now() / 1000);
const HOUR_AGO = NOW - 3600;
const EVERY_SERIES = '{__name__=~"DCGM_FI_.+"}';
const PATIENT = { token: undefined, timeoutSeconds: 15, onRequest: () => {} };

let prometheus: PrometheusServer;
beforeAll(async () => {
  prometheus = await PrometheusServer.start(dcgmHistory(NOW));
});
afterAll(() => prometheus.stop());

function clientOf(url: string, more: Partial<PrometheusOptions> = {}): PrometheusClient {
  const client = new PrometheusClient({ ...PATIENT, url, ...more });
  onTestFinished(() => client.close());
  return client;
}

const instant = (client: PrometheusClient, query: string) =>
  client.query('query', { query, time: String(NOW) });

const Refusal = z.object({ error: z.string() });
const BuildInfo = z.object({ data: z.object({ version: z.string() }) });

/** What Prometheus itself answers to a GET. */
function directly(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${prometheus.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
}

/** Pauses Prometheus until the test is over, whichever way it ends. */
async function whileAway<T>(action: () => Promise<T>): Promise<T> {
  await prometheus.pause();
  try {
    return await action();
  } finally {
    await prometheus.resume();
  }
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** A server that stands where Prometheus should; its address. */
function impostor(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return listening(server);
}

/** An address where nothing listens. */
async function deserted(): Promise<string> {
  const server = createServer();
  const url = await listening(server);
  server.close();
  await once(server, 'close');
  return url;
}

const answering = (status: number, body: string) =>
  impostor((_request, response) => {
    response.writeHead(status).end(body);
  });

/** Both ways to Prometheus: queries by undici, the rest by prometheus-query. They must tell the same of a fault. */
const WAYS: readonly (readonly [string, (client: PrometheusClient) => Promise<unknown>])[] = [
  ['a query', (client) => client.query('query', { query: '1' })],
  ['a question for labels', (client) => client.labelNames(EVERY_SERIES, HOUR_AGO)],
  ['a question for the version', (client) => client.readVersion()],
];

describe('a query', () => {
  it.each([
    ['query', { query: 'DCGM_FI_DEV_GPU_TEMP', time: String(NOW) }],
    ['query_range', { query: 'DCGM_FI_DEV_GPU_UTIL', start: String(HOUR_AGO), end: String(NOW), step: '60' }],
  ] as const)('gives the reply’s body as Prometheus wrote it (%s)', async (kind, form) => {
    const body = await clientOf(prometheus.url).query(kind, form);
    expect(JSON.parse(body).data.result).toHaveLength(GPUS.length);
    expect(body).toBe(await (await directly(kind, form)).text());
  });

  it('carries every character of the expression', async () => {
    const text = 'a+b & c=d; 100 % 显存';
    const body = await instant(
      clientOf(prometheus.url),
      `label_replace(vector(1) + 1, "l", "${text}", "", "")`,
    );
    expect(JSON.parse(body).data.result).toEqual([{ metric: { l: text }, value: [NOW, '2'] }]);
  });

  it('is accepted with a time limit of a fraction of a second', async () => {
    const body = await instant(clientOf(prometheus.url, { timeoutSeconds: 12.5 }), '1');
    expect(JSON.parse(body).data).toEqual({ resultType: 'scalar', result: [NOW, '1'] });
  });

  it.each([
    ['that cannot be parsed', 'sum(DCGM_FI_DEV_GPU_TEMP', 400],
    ['that matches many to many', 'DCGM_FI_DEV_GPU_TEMP * on (Hostname) DCGM_FI_DEV_GPU_TEMP', 422],
  ])('%s is refused as PromQL with Prometheus’ own words', async (_, query, status) => {
    const reply = await directly('query', { query, time: String(NOW) });
    const { error } = Refusal.parse(await reply.json());
    await expect(instant(clientOf(prometheus.url), query)).rejects.toMatchObject({
      code: 'invalid_promql',
      message: error,
      status,
    });
  });

  it('that cannot be parsed says nothing against Prometheus’ health', async () => {
    const client = clientOf(prometheus.url);
    await instant(client, 'sum(').catch(() => {});
    expect(client.health.state).toMatchObject({ state: 'ok', reason: null });
  });

  it('that Prometheus gave up is a timeout, and Prometheus is there', async () => {
    const body = JSON.stringify({ status: 'error', errorType: 'timeout', error: 'query timed out' });
    const client = clientOf(await answering(503, body));
    await expect(instant(client, '1')).rejects.toMatchObject({
      code: 'upstream_timeout',
      message: 'query timed out',
      status: 503,
    });
    expect(client.health.state.state).toBe('ok');
  });
});

describe('labels', () => {
  it('come with the names that the selected series have', async () => {
    const names = await clientOf(prometheus.url).labelNames(EVERY_SERIES, HOUR_AGO);
    const expected = new Set(['__name__', ...GPUS.flatMap(({ labels }) => Object.keys(labels))]);
    expect(names).toEqual([...expected].sort());
  });

  it('come with the values that the selected series have', async () => {
    const client = clientOf(prometheus.url);
    expect(await client.labelValues('UUID', '{Hostname="worker-1"}', HOUR_AGO)).toEqual([
      'GPU-worker-1-0',
      'GPU-worker-1-1',
    ]);
  });

  it('of series that ended before the start do not come', async () => {
    expect(await clientOf(prometheus.url).labelNames(EVERY_SERIES, NOW + 1)).toEqual([]);
  });
});

describe('the health of Prometheus', () => {
  it('is unknown before the first question', () => {
    expect(clientOf(prometheus.url).health.state).toMatchObject({ state: 'connecting', lastHeard: null });
  });

  it('holds the version that Prometheus says it has', async () => {
    const client = clientOf(prometheus.url);
    await client.readVersion();
    const { data } = BuildInfo.parse(await (await directly('status/buildinfo')).json());
    expect(client.health.state).toMatchObject({ state: 'ok', version: data.version });
  });

  it('says since when Prometheus is away, why, and when it was last heard', async () => {
    const client = clientOf(prometheus.url);
    await instant(client, '1');
    const { lastHeard } = client.health.state;
    const error = await whileAway(() => instant(client, '1').catch((error: unknown) => error));
    const away = client.health.state;
    expect(away).toMatchObject({ state: 'unreachable', lastHeard });
    expect(error).toMatchObject({ code: 'upstream_unreachable', message: away.reason });
    expect(away.since).toBeGreaterThan(Number(lastHeard));
  });

  it('is good again once Prometheus is back', async () => {
    const client = clientOf(prometheus.url);
    await whileAway(() => instant(client, '1').catch(() => {}));
    await instant(client, '1');
    expect(client.health.state).toMatchObject({ state: 'ok', reason: null });
  });
});

describe.each(WAYS)('%s', (_, ask) => {
  it('fails as unreachable where nothing listens', async () => {
    const client = clientOf(await deserted());
    await expect(ask(client)).rejects.toMatchObject({
      code: 'upstream_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      status: null,
    });
    expect(client.health.state.state).toBe('unreachable');
  });

  it('fails as timed out where no answer comes', async () => {
    const client = clientOf(await impostor(() => {}), { timeoutSeconds: 0.1 });
    await expect(ask(client)).rejects.toMatchObject({ code: 'upstream_timeout', status: null });
    expect(client.health.state.state).toBe('unreachable');
  });

  it('carries the bearer token', async () => {
    const seen: (string | undefined)[] = [];
    const url = await impostor(({ headers }, response) => {
      seen.push(headers.authorization);
      response.end('{"status":"success","data":[]}');
    });
    await ask(clientOf(url, { token: 'abc.def' }));
    expect(seen).toEqual(['Bearer abc.def']);
  });

  it('carries no authorization without a token', async () => {
    const seen: (string | undefined)[] = [];
    const url = await impostor(({ headers }, response) => {
      seen.push(headers.authorization);
      response.end('{"status":"success","data":[]}');
    });
    await ask(clientOf(url));
    expect(seen).toEqual([undefined]);
  });

  it.each([401, 403])('fails as refused on a %i, which the health tells', async (status) => {
    const client = clientOf(await answering(status, 'this token is not known'));
    await expect(ask(client)).rejects.toMatchObject({
      code: 'upstream_refused',
      message: 'this token is not known',
      status,
    });
    expect(client.health.state).toMatchObject({ state: 'unreachable', reason: 'this token is not known' });
  });

  it.each([
    [502, '<h1>Bad Gateway</h1>'],
    [200, '<form>Please log in</form>'],
  ])('fails where something else answers %i %s, which the health tells', async (status, page) => {
    const client = clientOf(await answering(status, page));
    await expect(ask(client)).rejects.toMatchObject({ code: 'upstream_error', message: page, status });
    expect(client.health.state).toMatchObject({ state: 'unreachable', reason: page });
  });

  it('is counted once', async () => {
    let count = 0;
    await ask(clientOf(prometheus.url, { onRequest: () => (count += 1) }));
    expect(count).toBe(1);
  });
});
