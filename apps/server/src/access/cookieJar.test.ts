import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CookieJar } from './cookieJar.ts';

/** What `use` makes of a request with these cookies, and the cookies that are set. */
async function exchange(cookie: string, use: (request: Request, response: Response) => unknown) {
  let result: unknown;
  const app = express().get('/', (request, response) => {
    result = use(request, response);
    response.end();
  });
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
  return { result, lines: response.headers.getSetCookie() };
}

const pairs = (lines: readonly string[]) => lines.map((line) => line.split(';')[0] ?? '').join('; ');

describe('the console’s cookies', () => {
  it.each([
    ['https://gpu.example.com', '__Host-gpu-console-session=1.x; Path=/; HttpOnly; Secure; SameSite=Lax'],
    [
      'https://gpu.example.com/gpu',
      '__Secure-gpu-console-session=1.x; Path=/gpu; HttpOnly; Secure; SameSite=Lax',
    ],
    ['http://localhost:8080', 'gpu-console-session=1.x; Path=/; HttpOnly; SameSite=Lax'],
  ])('of %s are for it alone', async (url, line) => {
    const { lines } = await exchange('', (_request, response) =>
      new CookieJar(url).write(response, 'session', 'x'),
    );
    expect(lines).toEqual([line]);
  });

  const jar = new CookieJar('https://gpu.example.com');
  const long = 'abcdefgh'.repeat(1000);

  it('are several for a long value, and none for one that is too long', async () => {
    const { result, lines } = await exchange('', (_request, response) =>
      jar.write(response, 'session', long),
    );
    expect([result, lines.length]).toEqual([true, 3]);
    for (const line of lines) expect(line.length).toBeLessThan(4096);
    const again = await exchange(pairs(lines), (request) => jar.read(request, 'session'));
    expect(again.result).toBe(long);
    const tooLong = await exchange('', (_request, response) => jar.write(response, 'session', long + long));
    expect(tooLong).toEqual({ result: false, lines: [] });
  });

  it('are removed where a value needs fewer of them, or is none any more', async () => {
    const { lines } = await exchange('', (_request, response) => jar.write(response, 'session', long));
    const shorter = await exchange(pairs(lines), (_request, response) => jar.write(response, 'session', 'x'));
    const gone = shorter.lines.filter((line) => line.includes('Expires=Thu, 01 Jan 1970'));
    expect(gone.map((line) => line.split('=')[0])).toEqual([
      '__Host-gpu-console-session.1',
      '__Host-gpu-console-session.2',
    ]);
    const cleared = await exchange(pairs(lines), (_request, response) => jar.clear(response, 'session'));
    expect(cleared.lines.filter((line) => line.includes('1970'))).toHaveLength(3);
  });

  it.each(['9.x', '2.x', '.x', '0.x', 'x', '', '1.'])(
    'that others made up (%s) are no value',
    async (text) => {
      const { result } = await exchange(`__Host-gpu-console-session=${text}`, (request) =>
        jar.read(request, 'session'),
      );
      expect(result).toBeUndefined();
    },
  );
});
