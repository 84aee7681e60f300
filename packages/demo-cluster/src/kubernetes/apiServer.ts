import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { attributesOf } from './access/attributes.ts';
import { Authorizer } from './access/authorizer.ts';
import { ensureDefaultRoles } from './access/defaultRoles.ts';
import { requesterOf, requireAccess, type WithoutToken } from './access/requester.ts';
import { TokenTable } from './access/tokenTable.ts';
import { newNamespace } from './admission.ts';
import { discoveryDocument, type ServerVersion, versionDocument } from './discovery.ts';
import { sendError, sendJson } from './httpExchange.ts';
import type { LogSource } from './logSource.ts';
import type { KubeObject, ObjectStore } from './objectStore.ts';
import { ResourceRegistry } from './resourceRegistry.ts';
import { handleResourceRequest } from './resourceRequests.ts';
import { builtInTypes, type ResourceApiVersion } from './resourceTypes.ts';
import type { ServerContext } from './serverContext.ts';
import { methodNotAllowed, unknownPath } from './status.ts';

/** What is served, and how. */
export interface ApiOptions {
  store: ObjectStore;
  version: ServerVersion;
  logs: LogSource;
  /** Whose bearer tokens it takes, nobody's unless told. */
  tokens?: TokenTable;
  /** Who asks without a token, `admin` unless told. */
  withoutToken?: WithoutToken;
  /** Answers in its place what a user may ask for, and says whether it did. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Serves resource.k8s.io (dynamic resource allocation) in this version; not at all unless told. */
  resourceApi?: ResourceApiVersion;
  /**
   * Called when a pod that is on a node got its deletionTimestamp. `handled` promises that the caller will delete it
   * from the store; `remove-now` has it removed at once. Without this hook it goes when its grace period is over.
   */
  onPodDeleted?: (pod: KubeObject) => 'handled' | 'remove-now';
  /** Seconds between the bookmarks of a watch that asks for them, 30 unless told. */
  bookmarkSeconds?: number;
}

export interface ApiServerOptions extends ApiOptions {
  /** An address of this machine; only loopback keeps the simulation to itself. */
  host: string;
  /** 0 takes a free one. */
  port: number;
}

export interface RunningApiServer {
  /** Without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/**
 * Answers for a store as a Kubernetes API server would. The namespaces, roles and bindings that every cluster has are
 * created if they are missing.
 */
export function apiHandler(options: ApiOptions): RequestListener {
  const { store, version, logs, tokens = new TokenTable(), withoutToken = 'admin' } = options;
  const { minor } = versionDocument(version);
  const context: ServerContext = {
    store,
    version,
    logs,
    access: { tokens, withoutToken, authorizer: new Authorizer(store) },
    registry: new ResourceRegistry(
      store,
      builtInTypes(Number.parseInt(String(minor), 10), options.resourceApi),
    ),
    onPodDeleted: options.onPodDeleted,
    bookmarkSeconds: options.bookmarkSeconds ?? 30,
  };
  ensureNamespaces(store);
  ensureDefaultRoles(store);
  const { intercept = () => false } = options;
  return (request, response) => {
    handleRequest(context, intercept, request, response).catch((error: unknown) =>
      sendError(request, response, error),
    );
  };
}

/**
 * Serves a store as a Kubernetes API server would, over plain HTTP.
 * @throws the listen error, e.g. EADDRINUSE
 */
export async function startApiServer(options: ApiServerOptions): Promise<RunningApiServer> {
  const server = createServer(apiHandler(options));
  const url = await listen(server, options.host, options.port);
  return { url, close: () => close(server) };
}

async function handleRequest(
  context: ServerContext,
  intercept: NonNullable<ApiOptions['intercept']>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://api-server');
  const user = requesterOf(context.access, request);
  requireAccess(context.access, user, attributesOf(request.method ?? '', pathname, searchParams));
  if (intercept(request, response)) return;
  if (['/healthz', '/livez', '/readyz'].includes(pathname)) {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('ok');
    return;
  }
  const document = knownDocument(context, pathname);
  if (document) {
    if (request.method !== 'GET') throw methodNotAllowed();
    return sendJson(request, response, 200, document);
  }
  if (pathname === '/openapi/v2') return sendEmptyOpenApi(response);
  if (!/^\/apis?\//.test(pathname)) throw unknownPath();
  return handleResourceRequest(context, pathname, { request, response, query: searchParams, user });
}

function knownDocument(
  { registry, version }: ServerContext,
  path: string,
): Record<string, unknown> | undefined {
  switch (path) {
    case '/':
      return { paths: ['/api', '/apis', '/healthz', '/livez', '/openapi/v2', '/readyz', '/version'] };
    case '/version':
      return versionDocument(version);
    default:
      return discoveryDocument(path, registry);
  }
}

/**
 * A gnostic OpenAPI document with nothing in it: zero bytes are a valid empty protobuf message. kubectl then finds
 * no schema to validate against and leaves that to the server.
 */
function sendEmptyOpenApi(response: ServerResponse): void {
  response
    .writeHead(200, {
      // As servers write it since 1.23; with the `@` of the Accept header it is no valid media type to Go's parser.
      'Content-Type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
      'Content-Length': 0,
    })
    .end();
}

function ensureNamespaces(store: ObjectStore): void {
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    if (store.get('Namespace', undefined, name)) continue;
    store.create(newNamespace({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  }
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`);
    });
  });
}

/** Watches and followed logs never end by themselves, so their connections are cut. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
