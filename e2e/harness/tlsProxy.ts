import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TlsProxy {
  /** `https://localhost:…`, whose certificate nobody signed. */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * What an Ingress does: it ends TLS, and passes on what is below a path as it is, with who asked and how. All else it
 * answers itself, with 503.
 * @param target the origin behind it
 * @param path such as `/gpu`
 * @param folder where its key may lie
 */
export async function startTlsProxy(target: string, path: string, folder: string): Promise<TlsProxy> {
  const server = createServer(await selfSigned(folder), (asked, reply) => {
    const { url = '/', method, headers, socket } = asked;
    if (url.split(/[/?]/)[1] !== path.slice(1)) {
      reply.writeHead(503).end('no backend');
      return;
    }
    const forwarded = { 'x-forwarded-for': socket.remoteAddress, 'x-forwarded-proto': 'https' };
    const passed = request(target + url, { method, headers: { ...headers, ...forwarded } }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    passed.on('error', () => reply.destroy());
    reply.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function selfSigned(folder: string): Promise<{ key: Buffer; cert: Buffer }> {
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-noenc', ...subject, '-keyout', key, '-out', cert],
  ]);
  return { key: await readFile(key), cert: await readFile(cert) };
}
