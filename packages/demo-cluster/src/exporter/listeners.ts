import { createServer, type Server } from 'node:http';
import { createServer as createLock } from 'node:net';

/** A port on each network's first address that its user holds, so that several demo clusters keep apart. */
const LOCK_PORT = 9399;

/** Takes a free loopback network 127.x.0.0/16. @returns x and the way to give it back */
export async function takeNetwork(): Promise<{ network: number; release: () => Promise<void> }> {
  const first = 64 + (process.pid % 100);
  for (let tried = 0; tried < 100; tried++) {
    const network = 64 + ((first - 64 + tried) % 100);
    const lock = createLock();
    const taken = await new Promise<boolean>((resolve) => {
      lock.once('error', () => resolve(false));
      lock.listen(LOCK_PORT, `127.${network}.0.1`, () => resolve(true));
    });
    if (taken) return { network, release: () => new Promise((resolve) => lock.close(() => resolve())) };
  }
  throw new Error('no free loopback network from 127.64 to 127.163: stop another demo cluster');
}

/** Serves `/metrics` (and `/health`) from a text made anew for each scrape. */
export async function serveMetrics(host: string, port: number, text: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/metrics') {
      response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text());
    } else if (request.url === '/health' || request.url === '/healthz') {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('OK');
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

/** Stops listening and cuts open connections, as a process that died does. */
export function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
