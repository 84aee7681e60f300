import { setMaxListeners } from 'node:events';
import { Overview } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FaultProxy } from '../testing/faultProxy.ts';
import { Lab, problemOf, type TestConsole } from '../testing/lab.ts';
import { until } from '../testing/until.ts';

const QUERY = pathTo('query', { cluster: 'default' });
const WINDOW = { from: 1_700_000_000, to: 1_700_000_600, step: 60 };
/** Of one viewer, as PrometheusClient allows. */
const AT_ONCE = 6;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

const question = (...exprs: readonly string[]) => ({
  ...WINDOW,
  queries: exprs.map((expr, n) => ({ id: `q${n}`, expr, type: 'range' })),
});

async function consoleBehindProxy() {
  const proxy = await FaultProxy.start(lab.prometheus.url);
  const console = await (await lab.console({ prometheusUrl: proxy.url })).follow();
  onTestFinished(() => proxy.stop());
  await console.ask(pathTo('overview', { cluster: 'default' }));
  const ranges = () => proxy.requests.filter((path) => path.endsWith('query_range')).length;
  return { proxy, console, ranges };
}

/** Someone at another address of the loopback, whose questions end when they leave. */
function viewer({ url }: TestConsole, address: string) {
  const agent = new Agent({ localAddress: address });
  const leaving = new AbortController();
  // As many listen as they ask questions.
  setMaxListeners(0, leaving.signal);
  onTestFinished(() => agent.destroy());
  return {
    leave: () => leaving.abort(),
    ask: async (...exprs: readonly string[]) => {
      const reply = await request(`${url}${QUERY}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question(...exprs)),
        dispatcher: agent,
        signal: leaving.signal,
      });
      return { status: reply.statusCode, headers: reply.headers, text: await reply.body.text() };
    },
  };
}

const hung = (n: number) => `vector(${n})`;

describe('a viewer whose queries hang', () => {
  it('has a few of them at Prometheus, and keeps nobody else from anything', async () => {
    const { proxy, console, ranges } = await consoleBehindProxy();
    const heal = proxy.inject(/query_range$/, { kind: 'silence' });
    const greedy = viewer(console, '127.0.0.2');
    const asked = Array.from({ length: 40 }, (_, n) => greedy.ask(hung(n)).catch(() => 'left'));
    await until('the share is taken', () => ranges() === AT_ONCE);
    heal();
    const other = await viewer(console, '127.0.0.3').ask('vector(1000)');
    expect(other).toMatchObject({ status: 200, text: expect.stringContaining('"values":[1000') });
    const { asOf, partial } = await console.read(Overview, pathTo('overview', { cluster: 'default' }));
    expect(partial).toEqual([]);
    expect(asOf.metrics).not.toBeNull();
    // The greedy one's six still hang: the others of theirs wait behind those.
    expect(ranges()).toBe(AT_ONCE + 1);
    greedy.leave();
    expect(await Promise.all(asked)).toEqual(asked.map(() => 'left'));
  });

  it('ends what was asked for them at Prometheus by leaving', async () => {
    const { proxy, console, ranges } = await consoleBehindProxy();
    const before = proxy.open;
    proxy.inject(/query_range$/, { kind: 'silence' });
    const leaver = viewer(console, '127.0.0.2');
    const asked = leaver.ask(hung(1), hung(2), hung(3)).catch(() => 'left');
    await until('all are asked', () => ranges() === 3);
    expect(proxy.open).toBeGreaterThan(before);
    leaver.leave();
    await until('no connection waits', () => proxy.open <= before);
    expect(await asked).toBe('left');
    expect(console.log.join('')).not.toMatch(/"level":50/);
  });

  it('does not end what another waits for', async () => {
    const { proxy, console, ranges } = await consoleBehindProxy();
    proxy.freeze();
    const [leaver, stayer] = [viewer(console, '127.0.0.2'), viewer(console, '127.0.0.3')];
    const left = leaver.ask('vector(7)').catch(() => 'left');
    await until('it is asked', () => ranges() === 1);
    const stays = stayer.ask('vector(7)', 'vector(8)');
    // The second question of theirs shows that the first was taken, too.
    await until('both are asked', () => ranges() === 2);
    leaver.leave();
    expect(await left).toBe('left');
    proxy.thaw();
    expect(await stays).toMatchObject({ status: 200, text: expect.stringContaining('"values":[7') });
    expect(ranges()).toBe(2);
  });

  it('is told to come back later once more wait than anybody looks at', async () => {
    const { proxy, console, ranges } = await consoleBehindProxy();
    proxy.inject(/query_range$/, { kind: 'silence' });
    const greedy = viewer(console, '127.0.0.2');
    const replies: Awaited<ReturnType<typeof greedy.ask>>[] = [];
    const asked: Promise<unknown>[] = [];
    const refused = await until('a refusal', () => {
      const fifty = Array.from({ length: 50 }, (_, i) => hung(50 * asked.length + i));
      asked.push(
        greedy.ask(...fifty).then(
          (reply) => replies.push(reply),
          () => 'left',
        ),
      );
      return replies.find(({ status }) => status === 429);
    });
    expect(refused.headers).toMatchObject({ 'retry-after': '5' });
    expect(refused.text).toContain('"code":"too_many_queries"');
    expect(ranges()).toBe(AT_ONCE);
    greedy.leave();
    await Promise.all(asked);
  });
});

describe('Prometheus’ request to wait', () => {
  it.each([
    ['a query', QUERY, question('vector(1)')],
    [
      'a variable',
      pathTo('values', { cluster: 'default' }),
      { from: 0, to: 1, queries: [{ kind: 'labelNames' }] },
    ],
  ])('is passed on to who asks %s', async (_, path, body) => {
    const { proxy, console } = await consoleBehindProxy();
    proxy.inject(/query_range|label/, {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '7' },
      body: 'too many requests',
    });
    const reply = await console.post(path, body);
    expect(reply).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    expect(await problemOf(Promise.resolve(reply))).toMatchObject({
      code: 'upstream_busy',
      detail: 'Prometheus asks to wait 7 s (it answered 429): too many requests',
    });
  });

  it('is told in its place where other queries were answered', async () => {
    const { proxy, console } = await consoleBehindProxy();
    const retry = { 'retry-after': '7' };
    proxy.inject(/query_range$/, { kind: 'answer', status: 503, headers: retry, body: '' }, { times: 1 });
    const reply = await console.post(QUERY, question('vector(1)', 'vector(2)'));
    expect(reply.status).toBe(200);
    expect(reply.text).toMatch(/"code":"upstream_busy".*"retryAfterSeconds":7/);
  });
});

describe('a password in the address of Prometheus', () => {
  it('is in nothing that the console says, whatever goes wrong', async () => {
    const proxy = await FaultProxy.start(lab.prometheus.url);
    onTestFinished(() => proxy.stop());
    const prometheusUrl = proxy.url.replace('//', '//operator:canary@');
    const console = await (await lab.console({ prometheusUrl })).follow();
    const pages = [
      pathTo('overview', { cluster: 'default' }),
      pathTo('clusters', {}),
      pathTo('doctor', { cluster: 'default' }),
      pathTo('setup', { cluster: 'default' }),
      '/readyz',
    ];
    const said: string[] = [];
    const everything = async () => {
      // Another question each time: nothing is answered from memory.
      const expr = `vector(${said.length})`;
      for (const path of pages) said.push((await console.ask(path)).text);
      said.push((await console.post(QUERY, question(expr))).text);
    };
    await everything();
    proxy.inject(/api\/v1/, { kind: 'answer', status: 302, headers: { location: '/login' } });
    await everything();
    await proxy.stop();
    await everything();
    expect(said.join('').match(/ECONNREFUSED|redirects to/g)).toEqual([
      'redirects to',
      'redirects to',
      'ECONNREFUSED',
      'ECONNREFUSED',
    ]);
    expect([...said, ...console.log].join('')).not.toMatch(/canary|b3BlcmF0b3I6/);
  });
});

describe('a fleet that was never read, though Prometheus answers', () => {
  it('is not taken for one that did nothing', async () => {
    const proxy = await FaultProxy.start(lab.prometheus.url);
    onTestFinished(() => proxy.stop());
    const body = '{"status":"error","errorType":"execution","error":"too many samples"}';
    proxy.inject(/query$/, { kind: 'answer', status: 422, body });
    const console = await (await lab.console({ prometheusUrl: proxy.url })).follow();
    expect(await problemOf(console.ask(pathTo('usage', { cluster: 'default' })))).toMatchObject({
      status: 503,
      detail: 'Prometheus cannot be read: too many samples',
    });
    expect((await console.ask(pathTo('doctor', { cluster: 'default' }))).text).toContain('too many samples');
  });
});
