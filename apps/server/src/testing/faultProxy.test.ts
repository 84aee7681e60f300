import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FaultProxy } from './faultProxy.ts';
import { until } from './until.ts';

/** A proxy in front of a server that says `abcdef` in two pieces, and whether its reply was waited for. */
async function proxied() {
  const left: string[] = [];
  const server = createServer((asked, reply) => {
    reply.once('close', () => left.push(asked.url ?? ''));
    reply.write('abc');
    if (asked.url !== '/open') reply.end('def');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy = await FaultProxy.start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    await proxy.stop();
    server.closeAllConnections();
    server.close();
  });
  const ask = async (path: string) => {
    const { statusCode, body } = await request(`${proxy.url}${path}`);
    return { status: statusCode, text: await body.text() };
  };
  return { proxy, ask, left };
}

describe('a fault proxy', () => {
  it('passes what it is not told to hinder', async () => {
    const { ask } = await proxied();
    expect(await ask('/a')).toEqual({ status: 200, text: 'abcdef' });
  });

  it('answers itself, as often as told', async () => {
    const { proxy, ask } = await proxied();
    proxy.inject(/^\/a/, { kind: 'answer', status: 503, body: 'no' }, { times: 1 });
    expect(await ask('/a')).toEqual({ status: 503, text: 'no' });
    expect((await ask('/a')).status).toBe(200);
  });

  it('cuts a reply, cleanly or with the connection', async () => {
    const { proxy, ask } = await proxied();
    proxy.inject(/clean/, { kind: 'cut', bytes: 4, clean: true });
    proxy.inject(/torn/, { kind: 'cut', bytes: 4 });
    expect((await ask('/clean')).text).toBe('abcd');
    await expect(ask('/torn')).rejects.toThrow();
  });

  it('rewrites and drips', async () => {
    const { proxy, ask } = await proxied();
    proxy.inject(/^\/a/, { kind: 'rewrite', body: (body) => body.toUpperCase() });
    proxy.inject(/^\/b/, { kind: 'drip', bytes: 2, everyMs: 1 });
    expect((await ask('/a')).text).toBe('ABCDEF');
    expect((await ask('/b')).text).toBe('abcdef');
  });

  it('holds everything back while it is frozen', async () => {
    const { proxy, ask } = await proxied();
    proxy.freeze();
    const answer = ask('/a');
    await until('it is asked', () => proxy.requests.length === 1);
    proxy.thaw();
    expect((await answer).text).toBe('abcdef');
  });

  it('ends the question of somebody who has left', async () => {
    const { proxy, left } = await proxied();
    const { body } = await request(`${proxy.url}/open`);
    body.on('error', () => {}).destroy();
    await until('the server sees it', () => left.includes('/open'));
  });
});
