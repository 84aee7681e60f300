import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Children, freePort, json, unlessSilent, until } from './children.mjs';
import { run } from './commands.mjs';

/** @type {(() => unknown)[]} */
const endings = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** Takes connections and answers none. */
async function silentServer() {
  const server = createServer();
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => sockets.add(socket));
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

describe('a wait', () => {
  it('for a server that takes requests and answers none ends, with what was waited for and its log', async () => {
    const url = await silentServer();
    const waiting = until(
      'The answer',
      (signal) => json(url, signal),
      1,
      () => 'out of space',
    );
    await expect(waiting).rejects.toThrow(/^The answer did not happen within 1 s\nout of space$/);
  });

  it('for something that fails says how', async () => {
    const waiting = until('The answer', () => Promise.reject(new Error('no route')), 1);
    await expect(waiting).rejects.toThrow(/^The answer did not happen within 1 s: no route$/);
  });

  it('for a child that says nothing ends with the end of its log', async () => {
    const children = new Children();
    endings.push(() => children.stop());
    const child = children.start('The child', 'sh', ['-c', 'echo stuck here >&2; exec sleep 600']);
    if (child.stderr === null) throw new Error('no log');
    await once(child.stderr, 'data');
    const waiting = unlessSilent(
      'Its word',
      1,
      (resolve) => child.on('message', resolve),
      () => children.log('The child'),
    );
    await expect(waiting).rejects.toThrow(/^Its word did not come within 1 s\. Last lines:\nstuck here$/);
  });

  it('for a child that speaks has its word', async () => {
    const waiting = unlessSilent(
      'Its word',
      600,
      (resolve, alive) => {
        alive();
        resolve('ready');
      },
      () => '',
    );
    await expect(waiting).resolves.toBe('ready');
  });

  it('for a program’s end ends, with its last lines', async () => {
    const running = run('sh', ['-c', 'echo downloading; exec sleep 600'], { quiet: true, seconds: 1 });
    await expect(running).rejects.toThrow(/^sh -c .* did not end within 1 s\. Last lines:\ndownloading\n$/);
  });
});
