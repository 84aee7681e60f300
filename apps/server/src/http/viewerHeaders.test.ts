import { createServer } from 'node:http';
import { QueryReply } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawnByThread, Lab, problemOf, type TestConsole } from '../testing/lab.ts';
import { byHeader, headersOf } from '../testing/signedIn.ts';
import { bound } from '../testing/teamsWorld.ts';

const QUERY = pathTo('query', { cluster: 'default' });
const EXPR = 'count by (exported_pod) (DCGM_FI_DEV_GPU_TEMP)';
const TEAM = headersOf('ada', ['team']);
const ADMIN = headersOf('root', ['admins']);

/** What reached Prometheus: the expression, and the headers that name who asks. */
interface Seen {
  readonly query: string;
  readonly tenant: string | undefined;
  readonly user: string | undefined;
}

const seen: Seen[] = [];
const pictures = drawnByThread();
let lab: Lab;
let console: TestConsole;

/** Stands before the lab's Prometheus as a proxy that tells tenants apart would. */
const proxy = createServer(async (asked, reply) => {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part);
  const body = Buffer.concat(parts).toString();
  const header = (name: string) => asked.headersDistinct[name]?.join('; ');
  const query = new URLSearchParams(body).get('query');
  if (query !== null) seen.push({ query, tenant: header('x-scope-orgid'), user: header('x-user') });
  const type = asked.headers['content-type'];
  const answer = await request(lab.prometheus.url + asked.url, {
    method: asked.method === 'POST' ? 'POST' : 'GET',
    headers: type === undefined ? {} : { 'content-type': type },
    body: body === '' ? null : body,
  });
  reply.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(await answer.body.text());
});

const consoleWith = (viewerHeaders: Readonly<Record<string, string>>) => {
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
  const prometheusUrl = `http://127.0.0.1:${address.port}`;
  return lab.console({ authentication: byHeader, pictures, prometheusUrl, viewerHeaders });
};

beforeAll(async () => {
  lab = await Lab.start();
  lab.kube.put(bound('team', 'view', 'ml'), bound('admins', 'cluster-admin'));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  proxy.close();
  proxy.closeAllConnections();
  await pictures.stop();
  await lab.stop();
});
beforeEach(async () => {
  console = await (await consoleWith({ 'x-scope-orgid': '{namespaces}', 'x-user': '{user}' })).follow();
  await console.readMetrics();
  seen.length = 0;
});

function ask(who: Readonly<Record<string, string>>, search = '') {
  const to = lab.lastScrape;
  const queries = [{ id: 'a', expr: EXPR, type: 'instant' }];
  return console.ask(QUERY + search, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who },
    body: JSON.stringify({ from: to - 60, to, queries }),
  });
}

const own = () => seen.filter(({ query }) => query.includes('exported_pod) (DCGM_FI_DEV_GPU_TEMP'));

describe('a Prometheus that tells people apart by headers', () => {
  it('hears who asks, and the query as it was written', async () => {
    expect(QueryReply.parse((await ask(TEAM)).json()).results).toMatchObject({ a: { count: 1 } });
    expect(own()).toEqual([{ query: EXPR, tenant: 'ml', user: 'ada' }]);
  });

  it('hears nobody’s name of who may see everything', async () => {
    expect((await ask(ADMIN)).status).toBe(200);
    expect(own()).toEqual([{ query: EXPR, tenant: undefined, user: undefined }]);
  });

  it('gives nobody the answer that was kept for another', async () => {
    await ask(TEAM);
    await ask(headersOf('bob', ['team']));
    expect(own().map(({ user }) => user)).toEqual(['ada', 'bob']);
    await ask(TEAM);
    expect(own()).toHaveLength(2);
  });

  it('is asked within the namespaces that somebody looks at', async () => {
    expect((await ask(TEAM, '?namespaces=ml')).status).toBe(200);
    const [{ query, tenant } = { query: '', tenant: '' }] = seen.filter(({ user }) => user === 'ada');
    expect(query).toContain('exported_namespace=~"ml"');
    expect(tenant).toBe('ml');
  });

  it('is not asked for who has no name to tell it', async () => {
    console = await (await consoleWith({ authorization: 'Bearer {token}' })).follow();
    await console.readMetrics();
    seen.length = 0;
    expect(await problemOf(ask(TEAM))).toMatchObject({
      status: 403,
      code: 'query_refused',
      detail: expect.stringContaining('token'),
    });
    expect(own()).toEqual([]);
  });
});
