import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, problemOf, TestConsole } from '../testing/lab.ts';

const QUERY = pathTo('query', { cluster: 'default' });
const BODY = JSON.stringify({ from: 0, to: 60, step: 60, queries: [{ id: 'a', expr: '1', type: 'range' }] });
const ASSET = '/assets/main-1a2b.js';

let lab: Lab;
let webRoot: string;
let shared: TestConsole;
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'gpu-console-web-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<title>GPU Console</title>');
  await writeFile(join(webRoot, ASSET), 'start()');
  lab = await Lab.start();
  shared = await (await TestConsole.start(lab, { webRoot })).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
  await rm(webRoot, { recursive: true });
});

/** Sends bytes as they are; all that comes back until the connection ends. */
async function raw(text: string): Promise<string> {
  const socket = connect(Number(new URL(shared.url).port), '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  socket.on('error', () => {});
  socket.write(text, 'latin1');
  await once(socket, 'close');
  return Buffer.concat(parts).toString('latin1');
}

describe('a body that cannot be read', () => {
  const post = (headers: Readonly<Record<string, string>>, body: string) =>
    shared.ask(QUERY, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it.each([
    ['an unknown encoding', { 'content-encoding': 'lzma' }, 415],
    ['no gzip, though it says so', { 'content-encoding': 'gzip' }, 400],
    ['no brotli, though it says so', { 'content-encoding': 'br' }, 400],
    ['no deflate, though it says so', { 'content-encoding': 'deflate' }, 400],
    ['an unknown charset', { 'content-type': 'application/json; charset=klingon' }, 415],
  ])('because of %s is a problem of the caller', async (_, headers, status) => {
    expect(await problemOf(post(headers, BODY))).toMatchObject({ status, code: 'invalid_request' });
  });

  it('because it is cut short is one too', async () => {
    const packed = gzipSync(BODY).subarray(0, 20).toString('latin1');
    const head = `POST ${QUERY} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const reply = await raw(`${head}Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n${packed}`);
    expect(reply).toMatch(/^HTTP\/1.1 400 [\s\S]*application\/problem\+json/);
  });
});

describe('a file', () => {
  it('is not given from where it ends', async () => {
    const reply = shared.ask(ASSET, { headers: { range: 'bytes=500-600' } });
    expect(await problemOf(reply)).toMatchObject({ status: 416, code: 'range_not_satisfiable' });
    expect((await reply).headers).toMatchObject({
      'cache-control': 'no-store',
      'content-range': 'bytes */7',
    });
  });

  it.each([
    ['If-Match', { 'if-match': '"other"' }],
    ['If-Unmodified-Since', { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:01 GMT' }],
  ])('of another version is not given to %s', async (_, headers) => {
    const reply = shared.ask(ASSET, { headers });
    expect(await problemOf(reply)).toMatchObject({ status: 412, code: 'precondition_failed' });
    expect((await reply).headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it.each(['/assets/%ff', '/assets/%00', '/assets/%2e%2e%2findex.html', '/%ff', '/%00', '/assets/..%5c..'])(
    'with the name %s is no fault of the console',
    async (path) => {
      const { status } = await shared.ask(path);
      expect(status === 200 || (status >= 400 && status < 500), `${status}`).toBe(true);
    },
  );

  it.each([
    ['of nothing', 'bytes=-'],
    ['of less than nothing', 'bytes=5-1'],
    ['of lines', 'lines=1-2'],
    ['of two parts', 'bytes=0-1,3-4'],
    ['of 500 parts', `bytes=${'0-1,'.repeat(500)}`],
  ])('is given or refused for a Range %s', async (_, range) => {
    expect([200, 206, 416]).toContain((await shared.ask(ASSET, { headers: { range } })).status);
  });
});

describe('an address of the API', () => {
  it.each([
    ...['/API/v1/clusters', '/api/V1/clusters', '/Api/v1/clusters', '/api/v1/Clusters', '/api/v1/clusters/'],
    ...[
      '/API',
      '/api',
      '/API/openapi.json',
      `${pathTo('overview', { cluster: 'default' })}/`,
      '/apI/v1/clusters/default/query',
    ],
  ])('is no other one in another case or with a slash at its end: %s', async (path) => {
    expect(await problemOf(shared.ask(path))).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('what is no HTTP that the console speaks', () => {
  const HOST = 'Host: localhost\r\n';
  it.each([
    ['a head past the limit', `GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address past the limit', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['an unknown method', `FETCH / HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two lengths', `POST ${QUERY} HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`, 400],
    [
      'a length and chunks',
      `POST ${QUERY} HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx`,
      400,
    ],
    ['an unknown expectation', `GET / HTTP/1.1\r\n${HOST}Expect: more\r\nConnection: close\r\n\r\n`, 417],
  ])('is refused in short: %s', async (_, request, status) => {
    expect(await raw(request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await shared.ask('/healthz')).status).toBe(200);
  });

  it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'PATCH', 'M-SEARCH'])('may have the method %s', async (method) => {
    const reply = await raw(
      `${method} ${QUERY} HTTP/1.1\r\n${HOST}Cookie: a=secret\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1.1 405 [\s\S]*allow: POST\r\n[\s\S]*application\/problem\+json/);
    expect(reply).not.toContain('secret');
  });

  it('is never a tunnel or another protocol', async () => {
    expect(await raw(`CONNECT example.com:443 HTTP/1.1\r\n${HOST}\r\n`)).toBe('');
    const upgrade = `${HOST}Connection: Upgrade, close\r\nUpgrade: websocket\r\n`;
    expect(await raw(`GET /healthz HTTP/1.1\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  });
});
