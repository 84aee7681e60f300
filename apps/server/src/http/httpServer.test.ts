import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { FaultProxy } from '../testing/faultProxy.ts';
import { Lab, type TestConsole } from '../testing/lab.ts';
import { until } from '../testing/until.ts';
import { httpServer } from './httpServer.ts';

const FOREVER_MS = 600_000;
const QUESTION = { from: 0, to: 60, step: 60, queries: [{ id: 'a', expr: 'vector(1)', type: 'range' }] };

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

/** A console with a question under way that Prometheus does not answer before it is thawed. */
async function busyConsole() {
  const proxy = await FaultProxy.start(lab.prometheus.url);
  onTestFinished(() => proxy.stop());
  const console = await (await lab.console({ prometheusUrl: proxy.url })).follow();
  await console.readMetrics();
  proxy.freeze();
  const asked = proxy.requests.length;
  const reply = console.post(pathTo('query', { cluster: 'default' }), QUESTION);
  reply.catch(() => {});
  await until('the question is under way', () => proxy.requests.length > asked);
  return { console, proxy, reply };
}

/** Why no connection is taken. */
async function refused(url: string): Promise<unknown> {
  const [error]: [NodeJS.ErrnoException] = await once(get(url), 'error').then(([first]) => [first]);
  return error.code;
}

const read = async (console: TestConsole, path: string, agent: Agent): Promise<IncomingMessage> => {
  const [reply]: [IncomingMessage] = await once(get(`${console.url}${path}`, { agent }), 'response').then(
    ([first]) => [first],
  );
  reply.resume();
  await once(reply, 'end');
  return reply;
};

describe('a console that is told to stop', () => {
  it('is ready no more while a reply is under way, lets it end, and then takes no connection', async () => {
    const { console, proxy, reply } = await busyConsole();
    const { url } = console;
    const drained = console.drain(FOREVER_MS);
    const ready = await console.ask('/readyz');
    expect(ready).toMatchObject({ status: 503, headers: { connection: 'close' } });
    expect(z.object({ status: z.string() }).parse(ready.json()).status).toBe('stopping');
    proxy.thaw();
    const answered = await reply;
    expect(answered).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await drained;
    await expect(refused(url)).resolves.toBe('ECONNREFUSED');
  });

  it('cuts what does not end in time', async () => {
    const { console, proxy, reply } = await busyConsole();
    await console.drain(50);
    await expect(reply).rejects.toThrow(/other side closed/);
    proxy.thaw();
  });

  it('ends at once where nothing is under way, open connections or not', async () => {
    const console = await lab.console();
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const { headers } = await read(console, '/healthz', agent);
    expect(headers.connection).toBe('keep-alive');
    const silent = connect(Number(new URL(console.url).port), '127.0.0.1');
    silent.on('error', () => {});
    await once(silent, 'connect');
    const { url } = console;
    await console.drain(FOREVER_MS);
    await expect(refused(url)).resolves.toBe('ECONNREFUSED');
  });
});

describe('a connection', () => {
  it.each([
    ['the head', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'],
    ['the body', 'POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf'],
  ])('on which %s of a request does not come is told so, and closed', async (_, half) => {
    const soon = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 };
    const { server, drain } = httpServer(() => {}, soon);
    onTestFinished(() => drain(0));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const socket = connect(port, '127.0.0.1');
    let told = '';
    socket.on('data', (part) => {
      told += part;
    });
    socket.write(half);
    await once(socket, 'close');
    expect(told).toMatch(/^HTTP\/1.1 408 /);
  });

  it('stays open between a page’s requests', async () => {
    const console = await lab.console();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const { headers } = await read(console, '/healthz', agent);
    expect(headers['keep-alive']).toBe('timeout=65');
  });
});
