import { createServer, type Server } from 'node:http';

/** A port on each network's first address that its user listens on, so that several demo clusters keep apart. */
const OWNER_PORT = 9399;

/** A loopback network 127.x.0.0/16 that no other demo cluster uses. */
export interface Network {
  /** x */
  readonly network: number;
  /** The listener that holds the network; its requests are for the owner to answer. */
  readonly server: Server;
  readonly url: string;
}

/** Takes a free network until its server is closed. @throws Error when all are taken */
export async function takeNetwork(): Promise<Network> {
  const first = 64 + (process.pid % 100);
  for (let tried = 0; tried < 100; tried++) {
    const network = 64 + ((first - 64 + tried) % 100);
    const server = createServer();
    const host = `127.${network}.0.1`;
    const isTaken = await listen(server, OWNER_PORT, host).then(
      () => false,
      () => true,
    );
    if (!isTaken) return { network, server, url: `http://${host}:${OWNER_PORT}` };
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
  await listen(server, port, host);
  return server;
}

/** Stops listening and cuts open connections, as a process that died does. */
export function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
