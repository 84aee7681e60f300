import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { dcgmHistory, GPUS } from '../testing/dcgmHistory.ts';
import { answering, deserted, impostor } from '../testing/impostor.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { until } from '../testing/until.ts';
import { TokenFile } from './credentials.ts';
import { ExtraHeaders, readHeaders } from './extraHeaders.ts';
import { PrometheusClient, type PrometheusOptions } from './prometheusClient.ts';

const NOW = Math.floor(Date.now() / 1000);
const HOUR_AGO = NOW - 3600;
const EVERY_SERIES = '{__name__=~"DCGM_FI_.+"}';
const PATIENT = { timeoutSeconds: 15, onRequest: () => {} };

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

const instant = async (client: PrometheusClient, query: string) =>
  (await client.query('query', { query, time: String(NOW) })).toString();

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

/** A token's file of the running test's own. */
async function tokenFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gpu-console-token-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'token'), text);
  return join(folder, 'token');
}

/** What is asked in several ways is told the same of a fault. */
const WAYS: readonly (readonly [string, (client: PrometheusClient) => Promise<unknown>])[] = [
  ['a query', (client) => client.query('query', { query: '1' })],
  ['a question for labels', (client) => client.labelNames(EVERY_SERIES, HOUR_AGO)],
  ['a question for the version', (client) => client.readVersion()],
];

describe('further headers', () => {
  it('go with every question, the credentials beside them', async () => {
    const seen: unknown[] = [];
    const url = await impostor((request, response) => {
      const { 'x-scope-orgid': tenant, authorization } = request.headers;
      seen.push([tenant, authorization]);
      response.end('{"status":"success","data":[]}');
    });
    const headers = new ExtraHeaders(readHeaders('X-Scope-OrgID: anonymous'));
    const client = clientOf(url, { headers, credentials: new TokenFile(await tokenFile('abc.def')) });
    for (const [, ask] of WAYS) await ask(client);
    expect(seen).toEqual(WAYS.map(() => ['anonymous', 'Bearer abc.def']));
  });

  it.each([
    [401, 'no org id'],
    [400, '{"status":"error","errorType":"bad_data","error":"no org id"}'],
    [403, 'missing tenant header THANOS-TENANT'],
  ])('are asked for where %d says %s', async (status, body) => {
    const client = clientOf(await answering(status, body));
    for (const [, ask] of WAYS)
      await expect(ask(client)).rejects.toMatchObject({
        code: 'upstream_refused',
        message: expect.stringMatching(/a tenant header is needed.*PROMETHEUS_HEADERS.*X-Scope-OrgID/),
      });
    expect(client.health.state).toMatchObject({ reason: expect.stringContaining('PROMETHEUS_HEADERS') });
  });
});

describe('a query', () => {
  it.each([
    ['query', { query: 'DCGM_FI_DEV_GPU_TEMP', time: String(NOW) }],
    ['query_range', { query: 'DCGM_FI_DEV_GPU_UTIL', start: String(HOUR_AGO), end: String(NOW), step: '60' }],
  ] as const)('gives the reply’s body as Prometheus wrote it (%s)', async (kind, form) => {
    const body = (await clientOf(prometheus.url).query(kind, form)).toString();
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
  it('and series are those since 1970 where that is asked for', async () => {
    const client = clientOf(prometheus.url);
    const match = 'DCGM_FI_DEV_GPU_TEMP';
    expect(await client.series(match, 0, NOW)).toHaveLength(GPUS.length);
    expect(await client.labelNames(match, 0, NOW)).toContain('UUID');
    expect(await client.labelValues('UUID', match, 0, NOW)).toHaveLength(GPUS.length);
    expect(await client.series(match, 0, 0)).toEqual([]);
  });

  it('of a viewer that are more than anybody reads do not come', async () => {
    const body = `{"status":"success","data":["${'x'.repeat(9 * 2 ** 20)}"]}`;
    const client = clientOf(await answering(200, body));
    const asked = (viewer?: string) => client.labelNames(undefined, HOUR_AGO, NOW, { viewer });
    await expect(asked('10.0.0.1')).rejects.toMatchObject({ code: 'upstream_too_large' });
    expect(await asked()).toHaveLength(1);
  });

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

it('takes in no more large answers at once than there is room for', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const begun: unknown[] = [];
  const MIB = 2 ** 20;
  const url = await impostor(async (_request, response) => {
    response.write(`{"data":"${'x'.repeat(0.75 * MIB)}`, () => begun.push(response));
    await released;
    response.end('"}');
  });
  const client = clientOf(url, { maxResponseBytes: MIB });
  // Of six such, five are within four of the largest; one is not.
  const answers = Array.from({ length: 6 }, (_, n) => client.query('query', { query: String(n) }));
  const ends = Promise.allSettled(answers);
  await until('all have begun', () => begun.length === 6);
  await Promise.any(
    answers.map((answer) =>
      answer.then(
        () => Promise.reject(new Error()),
        () => 'refused',
      ),
    ),
  );
  release();
  const refused = (await ends).filter((end) => end.status === 'rejected');
  expect(refused).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ code: 'upstream_busy', retryAfterSeconds: 2 }) },
  ]);
});

describe('a viewer’s query', () => {
  const asked = (client: PrometheusClient, signal?: AbortSignal) =>
    client.query('query', { query: '1' }, { viewer: '10.0.0.1', signal });

  it.each([
    ['nothing', () => {}, 'upstream_timeout'],
    ['a refusal', (_, response) => response.writeHead(502).end('no'), 'upstream_error'],
  ] satisfies [string, RequestListener, string][])(
    'that gets %s says nothing against Prometheus’ health',
    async (_, listener, code) => {
      const client = clientOf(await impostor(listener), { timeoutSeconds: 0.1 });
      await expect(asked(client)).rejects.toMatchObject({ code });
      expect(client.health.state.state).toBe('connecting');
    },
  );

  it('that finds nobody tells that Prometheus is away', async () => {
    const client = clientOf(await deserted());
    await expect(asked(client)).rejects.toMatchObject({ code: 'upstream_unreachable' });
    expect(client.health.state).toMatchObject({ state: 'unreachable' });
  });

  it('that is answered tells that Prometheus is there', async () => {
    const client = clientOf(prometheus.url);
    await asked(client);
    expect(client.health.state.state).toBe('ok');
  });

  it('ends at Prometheus, too, when they leave, which says nothing of anything', async () => {
    const closed: Promise<unknown>[] = [];
    const url = await impostor(({ socket }) => {
      closed.push(once(socket, 'close'));
    });
    const client = clientOf(url);
    const leaving = new AbortController();
    const left = asked(client, leaving.signal);
    await until('it is asked', () => closed.length === 1);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await closed[0];
    expect(client.health.state.state).toBe('connecting');
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
    await ask(clientOf(url, { credentials: new TokenFile(await tokenFile('abc.def\n')) }));
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
    [502, '<h1>Bad Gateway</h1>', 'a web page answers at URL (502 Bad Gateway)'],
    [200, '<form>Please log in</form>', 'a web page answers at URL (200 OK): is PROMETHEUS_URL its address'],
    [200, 'ok', 'What answers at URL does not speak Prometheus’ API'],
    [503, '\u001b[31mno\nhealthy upstream', '[31mno healthy upstream'],
    [500, '', 'Prometheus answered 500 Internal Server Error'],
  ])('fails where something else answers %i %s, told in plain words', async (status, page, words) => {
    const url = await answering(status, page);
    const client = clientOf(url);
    const message = expect.stringContaining(words.replace('URL', url).replace('’', "'"));
    await expect(ask(client)).rejects.toMatchObject({ code: 'upstream_error', message, status });
    expect(client.health.state).toMatchObject({ state: 'unreachable', reason: message });
  });

  it.each([
    ['https://metrics.example/prom/api/v1/query?x=1', 'https://metrics.example/prom'],
    ['/elsewhere/api/v1/labels', 'URL/elsewhere'],
    ['https://me:canary@login.example/?state=canary', 'https://login.example'],
  ])('follows no redirect to %s, and says where it leads', async (location, told) => {
    const url = await answering(302, '<a>Found</a>', { location });
    const error = await ask(clientOf(url)).catch((error: unknown) => error);
    expect(error).toMatchObject({
      code: 'upstream_error',
      message: expect.stringContaining(
        `${url} redirects to ${told.replace('URL', url)}: give that address as PROMETHEUS_URL`,
      ),
    });
    expect(String(error)).not.toContain('canary');
  });

  it('fails where more comes than the console takes, and says how much and what to do', async () => {
    const body = `{"status":"success","data":["${'x'.repeat(3 * 2 ** 20)}"]}`;
    const client = clientOf(await answering(200, body), { maxResponseBytes: 2 ** 20 });
    await expect(ask(client)).rejects.toMatchObject({
      code: 'upstream_too_large',
      message: expect.stringMatching(/is (3|more than 1) MiB.*takes 1 MiB at most: select fewer series/),
    });
    expect(client.health.state.state).toBe('ok');
  });

  it('fails in time where the answer comes by the byte', async () => {
    const url = await impostor((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.write('{"status":');
      response.once('close', () => clearInterval(drip));
    });
    await expect(ask(clientOf(url, { timeoutSeconds: 0.1 }))).rejects.toMatchObject({
      code: 'upstream_timeout',
      message: expect.stringMatching(/did not answer within 1\.1 s/),
    });
  });

  it('tries once more with the token that has come since, where the old one is refused', async () => {
    const file = await tokenFile('old');
    const seen: (string | undefined)[] = [];
    const url = await impostor(async ({ headers }, response) => {
      seen.push(headers.authorization);
      // Of the same length, within the same moment: only the refusal tells that it is another.
      await writeFile(file, 'new');
      const isNew = headers.authorization === 'Bearer new';
      response.writeHead(isNew ? 200 : 401).end('{"status":"success","data":[]}');
    });
    await ask(clientOf(url, { credentials: new TokenFile(file) }));
    expect(seen).toEqual(['Bearer old', 'Bearer new']);
  });

  it('takes a token that was changed before, and a refusal of it for final', async () => {
    const file = await tokenFile('first');
    const seen: (string | undefined)[] = [];
    const url = await impostor(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(401).end('this token is not known');
    });
    const client = clientOf(url, { credentials: new TokenFile(file) });
    await ask(client).catch(() => {});
    await writeFile(file, 'second one');
    await expect(ask(client)).rejects.toMatchObject({ code: 'upstream_refused' });
    expect(seen).toEqual(['Bearer first', 'Bearer second one']);
  });

  it('carries the user and password of the address, and tells them to nobody', async () => {
    const seen: (string | undefined)[] = [];
    const url = await impostor(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(500).end('<p>no</p>');
    });
    const client = clientOf(url.replace('//', '//me:canary%21@'));
    const error = await ask(client).catch((error: unknown) => error);
    expect(seen).toEqual([`Basic ${Buffer.from('me:canary!').toString('base64')}`]);
    expect(inspect([error, client, client.health.state], { depth: 9 })).not.toMatch(/canary|bWU6/);
  });

  it('is counted once', async () => {
    let count = 0;
    await ask(clientOf(prometheus.url, { onRequest: () => (count += 1) }));
    expect(count).toBe(1);
  });
});
