import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';

const VERSION = '100';
const NODE = kubeNode('worker-1');
const POD = kubePod('train', { node: 'worker-1' });

/**
 * An API server and a Prometheus in one that remember nothing of what they were asked, so that all that grows is the
 * console's: watches end after a bookmark, logs after a line unless they are followed, and queries for `hang` never.
 */
export class EndlessSource {
  /** Replies that are under way. */
  open = 0;
  readonly #server = createServer((request, response) => {
    this.open += 1;
    response.once('close', () => {
      this.open -= 1;
    });
    void this.#answer(request, response);
  });

  static async start(): Promise<EndlessSource> {
    const source = new EndlessSource();
    source.#server.listen(0, '127.0.0.1');
    await once(source.#server, 'listening');
    return source;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(`http://source${request.url}`);
    if (pathname.startsWith('/api/v1/query') || pathname.startsWith('/api/v1/label')) {
      const asked = Buffer.concat(await request.toArray()).toString();
      if (asked.includes('hang')) response.writeHead(200).flushHeaders();
      else reply(response, { status: 'success', data: { resultType: 'vector', result: [] } });
    } else if (searchParams.get('watch') === 'true') {
      const object = { metadata: { resourceVersion: VERSION } };
      response.end(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    } else if (pathname.endsWith('/log')) {
      response.write('a line\n');
      if (searchParams.get('follow') !== 'true') response.end();
    } else if (pathname === '/api/v1/nodes') reply(response, list(NODE));
    else if (pathname === '/api/v1/pods') reply(response, list(POD));
    else if (pathname.startsWith('/apis/')) reply(response, { message: 'not found' }, 404);
    else reply(response, list());
  }
}

const list = (...items: object[]) => ({ metadata: { resourceVersion: VERSION }, items });

function reply(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
