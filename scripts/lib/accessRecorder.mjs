import { once } from 'node:events';
import { createServer, request } from 'node:http';

/**
 * What Kubernetes' own authorization would have been asked, without API version: RBAC knows none.
 * @typedef {object} Access
 * @property {string} verb
 * @property {string} resource with its group before it, and its subresource after it: `/pods/log`, `apps/daemonsets`
 * @property {string | undefined} namespace undefined: in all, or of none
 */

const VERBS = /** @type {const} */ ({ POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' });

/**
 * The access that a request needs (Kubernetes, staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go);
 * undefined for paths that hold no objects, such as /version and discovery.
 * @param {string} method
 * @param {string} url
 * @returns {Access | undefined}
 */
export function accessOf(method, url) {
  const { pathname, searchParams } = new URL(url, 'http://kubernetes');
  const [, group = '', rest = ''] = /^\/api(?:s\/([^/]+))?\/v\w+\/(.+)$/.exec(pathname) ?? [];
  if (rest === '') return undefined;
  const parts = rest.split('/').map(decodeURIComponent);
  const isWithin = parts[0] === 'namespaces' && parts.length > 2;
  const [kind, name, subresource] = isWithin ? parts.slice(2) : parts;
  const reading = name === undefined ? (searchParams.get('watch') === 'true' ? 'watch' : 'list') : 'get';
  return {
    verb: method in VERBS ? VERBS[/** @type {keyof typeof VERBS} */ (method)] : reading,
    resource: `${group}/${kind}${subresource === undefined ? '' : `/${subresource}`}`,
    namespace: isWithin ? parts[1] : undefined,
  };
}

/**
 * Stands before an API server on the loopback and notes what it is asked.
 * @param {string} upstream
 * @param {(path: string) => { status: number, message: string } | undefined} [refuses] what it answers itself
 */
export async function recordAccess(upstream, refuses = () => undefined) {
  /** @type {Access[]} */
  const accesses = [];
  const server = createServer((asked, reply) => {
    const { method = '', url = '', headers } = asked;
    const refusal = refuses(url);
    if (refusal !== undefined) {
      const status = { kind: 'Status', apiVersion: 'v1', code: refusal.status, message: refusal.message };
      reply.writeHead(refusal.status, { 'content-type': 'application/json' }).end(JSON.stringify(status));
      return;
    }
    const access = accessOf(method, url);
    if (access !== undefined) accesses.push(access);
    const forwarded = request(upstream + url, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    forwarded.on('error', () => reply.destroy());
    reply.on('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port could be taken');
  return {
    url: `http://127.0.0.1:${address.port}`,
    accesses,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
