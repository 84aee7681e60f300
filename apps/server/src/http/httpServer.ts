import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUTS = {
  /** A request's head and its whole take this long at most; Node answers 408 past that. */
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5000,
  /** Pages ask every 5 to 15 s, and proxies keep their connections for a minute: both must find theirs open. */
  keepAliveTimeout: 65_000,
};

const MAX_LISTENERS = 24;

/** What Node's own server refuses (malformed, too large a head, an unknown Expect) it answers itself, as a plain 4xx. */
export interface HttpServer {
  readonly server: Server;
  /**
   * Ends it in good order: who asks still gets an answer, and is told to ask no more on this connection; done once no
   * reply is under way, or after `timeoutMs`, when those that are are cut.
   */
  readonly drain: (timeoutMs: number) => Promise<void>;
}

/** The server for an app; it does not listen yet. @param timeouts milliseconds */
export function httpServer(app: RequestListener, timeouts: Partial<typeof TIMEOUTS> = {}): HttpServer {
  const replies = new Set<ServerResponse>();
  let draining = false;
  let ended = () => {};
  const server = createServer({ ...TIMEOUTS, ...timeouts });
  server.on('request', (request, reply) => {
    replies.add(reply);
    // The log, the instruments, compression and the pipeline of a long reply all listen to one, and no more than these.
    reply.setMaxListeners(MAX_LISTENERS);
    reply.once('close', () => {
      replies.delete(reply);
      if (draining && replies.size === 0) ended();
    });
    if (draining) lastOnItsConnection(reply);
    app(request, reply);
  });

  const drain = async (timeoutMs: number) => {
    draining = true;
    for (const reply of replies) lastOnItsConnection(reply);
    server.closeIdleConnections();
    if (replies.size > 0) {
      const timer = new AbortController();
      const done = new Promise<void>((resolve) => {
        ended = resolve;
      });
      await Promise.race([done, delay(timeoutMs, undefined, { signal: timer.signal }).catch(() => {})]);
      timer.abort();
    }
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { server, drain };
}

function lastOnItsConnection(reply: ServerResponse): void {
  if (!reply.headersSent) {
    reply.setHeader('connection', 'close');
    return;
  }
  const { socket } = reply;
  reply.once('finish', () => socket?.end());
}
