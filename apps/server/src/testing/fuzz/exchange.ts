import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Problem } from '@gpu-console/shared/contract';
import { Pool } from 'undici';
import type { FuzzedRequest } from './fuzzedRequest.ts';

/** What came back; `status` is null where nothing did. */
export interface Exchange {
  readonly request: FuzzedRequest;
  readonly status: number | null;
  readonly type: string;
  readonly text: string;
  /** Less what this process waited for a processor that others had. */
  readonly ms: number;
}

/** Milliseconds that this process's main thread could have run and did not get to, so far (Linux, scheduler/sched-stats). */
function starvedMs(): number {
  const [, waited] = existsSync(SCHEDULER) ? readFileSync(SCHEDULER, 'utf8').split(' ') : [];
  return Number(waited ?? 0) / 1e6;
}

/** Longer than anything may take. */
const TIMEOUT_MS = 20_000;
const SCHEDULER = '/proc/self/schedstat';
const UNPACK: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};
const UNSENDABLE = /[^\u0021-\u00ff]/g;

export class Exchanger {
  readonly #url: URL;
  readonly #pool: Pool;

  constructor(url: string, connections: number) {
    this.#url = new URL(url);
    this.#pool = new Pool(url, { connections, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  }

  async exchange(request: FuzzedRequest): Promise<Exchange> {
    const [start, starved] = [performance.now(), starvedMs()];
    const reply = await (request.isRaw ? this.#raw(request) : this.#sent(request)).catch((error: Error) => ({
      status: null,
      type: '',
      text: String(error),
    }));
    return { request, ...reply, ms: performance.now() - start - (starvedMs() - starved) };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #sent({ method, target, headers, body }: FuzzedRequest) {
    const path = target.replace(UNSENDABLE, (character) => encodeURIComponent(character));
    const {
      statusCode,
      headers: told,
      body: stream,
    } = await this.#pool.request({
      // Any token is a method; the type knows the usual ones.
      method: method as 'GET',
      path: /^(\/|https?:\/\/)/.test(path) ? path : `/${path}`,
      headers: { host: this.#url.host, ...headers },
      body: body === undefined ? null : Buffer.from(body),
    });
    const unpack = UNPACK[String(told['content-encoding'] ?? '')];
    const bytes = Buffer.from(await stream.arrayBuffer());
    // A reply to HEAD, and one that changed nothing, say how they would be packed.
    const text = (unpack === undefined || bytes.length === 0 ? bytes : unpack(bytes)).toString();
    return { status: statusCode, type: String(told['content-type'] ?? ''), text };
  }

  async #raw({ method, target, headers, body = '' }: FuzzedRequest) {
    const socket = connect(Number(this.#url.port), this.#url.hostname);
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => {});
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    const lines = Object.entries({ host: this.#url.host, ...headers, connection: 'close' });
    const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'));
    // No more comes after this: a body that is too short is one that was cut.
    socket.end(body);
    await once(socket, 'close');
    const text = Buffer.concat(parts).toString();
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
    const [, type = ''] = /^content-type: (.*)$/im.exec(text) ?? [];
    return { status: status === undefined ? null : Number(status), type: type.trim(), text };
  }
}

/** Sources may be away or say no: those codes say so. */
const UPSTREAM = /^(upstream_\w+|kubernetes_unreachable|prometheus_unreachable|stopping)$/;
const PROBLEM = 'application/problem+json; charset=utf-8';

/** What is wrong with a reply; null where nothing is. */
export function fault({ request, status, type, text }: Exchange): string | null {
  if (request.isRaw) {
    // Node answers what is no HTTP itself, in short, or not at all where the other side has gone.
    return status !== null && status >= 500 && !isUpstream(status, text.slice(text.indexOf('\r\n\r\n') + 4))
      ? `answers ${status}`
      : null;
  }
  if (status === null) return `no reply: ${text}`;
  if (status < 400) return null;
  if (request.method === 'HEAD') return status >= 500 ? `answers ${status}` : null;
  // Node itself refuses what is no HTTP, a path of more than ASCII for one, in short.
  if (status === 400 && type === '' && text === '') return null;
  if (type !== PROBLEM) return `answers ${status} as ${type || 'nothing'}`;
  const problem = Problem.safeParse(JSON.parse(text));
  if (!problem.success || problem.data.status !== status) return `answers ${status} with another problem`;
  return status >= 500 && !isUpstream(status, text) ? `answers ${status} ${problem.data.code}` : null;
}

function isUpstream(status: number, text: string): boolean {
  if (![502, 503, 504].includes(status)) return false;
  const [, code = ''] = /"code":"(\w+)"/.exec(text) ?? [];
  return UPSTREAM.test(code);
}
