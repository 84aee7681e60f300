import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** What becomes of a request or of its reply. */
export type Fault =
  /** Taken, and never answered. */
  | { readonly kind: 'silence' }
  /** The connection is cut before anything was said. */
  | { readonly kind: 'reset' }
  /** Answered by the proxy itself. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The reply comes in bits of a few bytes, so far apart. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The reply ends after so many bytes; `clean` as if that were all of it, else with the connection. */
  | { readonly kind: 'cut'; readonly bytes: number; readonly clean?: boolean }
  /** The reply's body is another one, made of the whole. */
  | { readonly kind: 'rewrite'; readonly body: (body: string) => string };

interface Rule {
  readonly path: RegExp;
  readonly fault: Fault;
  left: number;
}

/**
 * Stands on the loopback between a client and an HTTP server, and does to what passes what networks, proxies and sick
 * servers do. Without a fault every byte passes as it is, watches too.
 */
export class FaultProxy {
  /** Paths with their queries, in the order in which they were asked for. */
  readonly requests: string[] = [];
  /** Connections that clients have opened. */
  connections = 0;
  readonly #target: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #rules = new Set<Rule>();
  readonly #sockets = new Set<Socket>();
  readonly #replies = new Set<ServerResponse>();
  /** What waits for `thaw`. */
  #frozen: { readonly thawed: Promise<void>; readonly thaw: () => void } | undefined;
  readonly #server = createServer((asked, reply) => {
    void this.#pass(asked, reply).catch(() => reply.destroy());
  });

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param target the address of the server behind it */
  static async start(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.#target.pathname.replace(/\/$/, '')}`;
  }

  /** Connections that clients hold open now. */
  get open(): number {
    return this.#sockets.size;
  }

  /**
   * Does `fault` to all requests whose path and query fit, or to the next few; of several that fit, the newest acts. The
   * function returned ends it.
   */
  inject(path: RegExp, fault: Fault, { times = Number.POSITIVE_INFINITY } = {}): () => void {
    const rule = { path, fault, left: times };
    this.#rules.add(rule);
    return () => this.#rules.delete(rule);
  }

  /** From now on nothing passes, in either direction: open connections stay open and say nothing. */
  freeze(): void {
    let thaw = () => {};
    const thawed = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    this.#frozen ??= { thawed, thaw };
  }

  /** What was held back passes, if anybody still waits for it. */
  thaw(): void {
    this.#frozen?.thaw();
    this.#frozen = undefined;
  }

  /** Destroys every connection, in the middle of what it carries. */
  breakConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.thaw();
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
    for (const reply of this.#replies) reply.destroy();
  }

  async #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = asked.url ?? '/';
    this.requests.push(path);
    this.#replies.add(reply);
    reply.once('close', () => this.#replies.delete(reply));
    await this.#frozen?.thawed;
    const fault = this.#faultOf(path);
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'reset') {
      asked.socket.destroy();
      return;
    }
    if (fault?.kind === 'answer') {
      reply.writeHead(fault.status, { ...fault.headers }).end(fault.body);
      return;
    }
    const answer = await this.#ask(asked, reply);
    const headers = { ...answer.headers };
    if (fault !== undefined) delete headers['content-length'];
    if (fault?.kind === 'rewrite') {
      reply.writeHead(answer.statusCode ?? 502, headers).end(fault.body(await textOf(answer)));
      return;
    }
    reply.writeHead(answer.statusCode ?? 502, headers).flushHeaders();
    const body = fault === undefined ? answer : answer.pipe(hindrance(fault, reply));
    body.pipe(new Gate(() => this.#frozen?.thawed)).pipe(reply);
    answer.once('error', () => reply.destroy());
  }

  #faultOf(path: string): Fault | undefined {
    const rule = [...this.#rules].reverse().find((one) => one.left > 0 && one.path.test(path));
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return rule.fault;
  }

  /** Asks the server behind; who no longer waits for the reply ends the question. */
  async #ask(asked: IncomingMessage, reply: ServerResponse): Promise<IncomingMessage> {
    const upstream = request({
      agent: this.#agent,
      host: this.#target.hostname,
      port: this.#target.port,
      method: asked.method,
      path: asked.url,
      headers: asked.headers,
    });
    reply.once('close', () => upstream.destroy());
    asked.pipe(upstream);
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    upstream.on('error', () => reply.destroy());
    return answer;
  }
}

/** Lets bytes through while the proxy is not frozen. */
class Gate extends Transform {
  readonly #closed: () => Promise<void> | undefined;

  constructor(closed: () => Promise<void> | undefined) {
    super();
    this.#closed = closed;
  }

  override async _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void) {
    await this.#closed();
    done(null, chunk);
  }
}

function hindrance(fault: Extract<Fault, { kind: 'drip' | 'cut' }>, reply: ServerResponse): Transform {
  let passed = 0;
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      if (fault.kind === 'cut') {
        const rest = chunk.subarray(0, Math.max(0, fault.bytes - passed));
        passed += chunk.length;
        if (passed < fault.bytes) done(null, rest);
        else if (fault.clean === true) {
          this.push(rest);
          this.push(null);
        } else reply.write(rest, () => reply.destroy());
        return;
      }
      for (let at = 0; at < chunk.length && !reply.destroyed; at += fault.bytes) {
        this.push(chunk.subarray(at, at + fault.bytes));
        await delay(fault.everyMs);
      }
      done();
    },
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
