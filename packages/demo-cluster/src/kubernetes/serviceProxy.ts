import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { listAt, numberAt, textAt } from './jsonAccess.ts';
import type { ServerContext } from './serverContext.ts';
import { methodNotAllowed, notFound, serviceUnavailable } from './status.ts';

const PATH = /^\/api\/v1\/namespaces\/([^/]+)\/services\/([^/:]+)(?::([^/:]+))?\/proxy(\/.*)?$/;

interface Proxied {
  readonly namespace: string;
  readonly service: string;
  /** The port's name or number, where several or one that has a name. */
  readonly port: string | undefined;
  readonly path: string;
}

/** What a path asks of a Service behind the API server, undefined for any other path. */
export function proxiedService(path: string): Proxied | undefined {
  const [, namespace, service, port, rest = '/'] = PATH.exec(path) ?? [];
  return namespace === undefined || service === undefined
    ? undefined
    : { namespace, service, port, path: rest };
}

/**
 * Hands a GET on to the first ready endpoint of a Service.
 * @throws ApiError 404 for a Service that does not exist, 503 where none of its endpoints is ready
 */
export function serveServiceProxy(
  { store }: ServerContext,
  { namespace, service, port, path }: Proxied,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET') throw methodNotAllowed();
  const object = store.get('Service', namespace, service);
  if (!object) throw notFound({ group: '', plural: 'services' }, service);
  const ports = listAt(object, 'spec', 'ports');
  const wanted =
    port === undefined
      ? ports[0]
      : ports.find((one) => textAt(one, 'name') === port || String(numberAt(one, 'port')) === port);
  const name = textAt(wanted, 'name');
  for (const subset of listAt(store.get('Endpoints', namespace, service), 'subsets')) {
    const host = textAt(listAt(subset, 'addresses')[0], 'ip');
    const target = listAt(subset, 'ports').find((one) => textAt(one, 'name') === name);
    if (wanted && host && target) return handOn({ host, port: numberAt(target, 'port'), path }, response);
  }
  throw serviceUnavailable(`no endpoints available for service "${service}"`);
}

function handOn(to: { host: string; port: number; path: string }, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = ask(to, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response).once('finish', resolve);
    });
    response.once('close', () => asked.destroy());
    asked.once('error', reject).end();
  });
}
