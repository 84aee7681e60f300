import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  apiHandler,
  ObjectStore,
  type KubeObject as ServedObject,
  TokenTable,
} from '@gpu-console/demo-cluster/kubernetes';
import { KubeConfig } from '@kubernetes/client-node';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import type { KubeObject } from './kubeObjects.ts';

export const NODES = '/api/v1/nodes';
export const PODS = '/api/v1/pods';
export const CONFIG_MAPS = '/api/v1/namespaces/gpu-console/configmaps';

/** The kinds of the groups that a test may have served. */
const KINDS: readonly {
  readonly group: string;
  readonly kind: string;
  readonly scope: string;
  readonly plural?: string;
  /** The only one in which it is served, whatever versions its group has. */
  readonly version?: string;
}[] = [
  { group: 'resource.k8s.io', kind: 'ResourceClaim', scope: 'Namespaced' },
  { group: 'resource.k8s.io', kind: 'ResourceSlice', scope: 'Cluster' },
  { group: 'resource.k8s.io', kind: 'DeviceClass', scope: 'Cluster', plural: 'deviceclasses' },
  { group: 'resource.k8s.io', kind: 'DeviceTaintRule', scope: 'Cluster', version: 'v1alpha3' },
  // As operators before 26.7 have it: without GPUClusters in the same version.
  { group: 'nvidia.com', kind: 'NVIDIADriver', scope: 'Cluster' },
  { group: 'monitoring.kubesphere.io', kind: 'Dashboard', scope: 'Namespaced' },
  { group: 'monitoring.kubesphere.io', kind: 'ClusterDashboard', scope: 'Cluster' },
];

const TOKEN = 'secret';
/** Whom the token of `config()` stands for: somebody with every right. */
const CONSOLE = { token: TOKEN, name: 'console', groups: ['system:masters'] };
/** The namespaces that the tests write to. */
const NAMESPACES = ['ml', 'gpu-console'];
/** What is remembered of requests. */
const MAX_REQUESTS = 10_000;

/** `try` is to create with `dryRun`. */
type Verb = 'get' | 'watch' | 'try' | 'create' | 'replace' | 'delete';
type Query = Readonly<Record<string, string>>;

/** A Status that a request is refused with, as its HTTP status and its body. */
interface Refusal {
  readonly status: number;
  readonly message?: string;
  readonly times?: number;
}

/**
 * The demo cluster's API server, with faults: a test changes what it holds, sees what it was asked, and says where it
 * fails.
 */
export class KubeApi {
  /** What answers each pod's log, by `namespace/name`. */
  readonly logs = new Map<string, (response: ServerResponse, query: Query) => void>();
  /** Who is known beside `config()`'s own; what they may do is said by the roles and bindings that a test puts. */
  readonly tokens = new TokenTable([CONSOLE]);
  readonly #store = new ObjectStore({ now: () => Date.now() / 1000, uid: randomUUID });
  readonly #handle = apiHandler({
    store: this.#store,
    version: { gitVersion: 'v1.29.2' },
    logs: { read: () => undefined, follow: () => () => {} },
    tokens: this.tokens,
    withoutToken: 'unauthorized',
    intercept: (request, response) => this.#intercept(request, response),
    onPodDeleted: () => 'remove-now',
  });
  readonly #requests: ReturnType<typeof requestOf>[] = [];
  readonly #watches = new Map<string, Set<ServerResponse>>();
  readonly #refusals = new Set<Refusal & { verb: Verb; path: string; left: number }>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #port = 0;

  static async start(...objects: KubeObject[]): Promise<KubeApi> {
    const api = new KubeApi();
    for (const name of NAMESPACES) api.#ensureNamespace(name);
    api.put(...objects);
    await api.resume();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A way to this server, over a proxy at `url` if there is one; `suffix` follows its address. */
  config({ suffix = '', token = TOKEN, url = this.url } = {}): KubeConfig {
    const config = new KubeConfig();
    const cluster = { name: 'test', server: `${url}${suffix}`, skipTLSVerify: true };
    config.loadFromClusterAndUser(cluster, { name: 'test', token });
    return config;
  }

  connection(options: Parameters<KubeApi['config']>[0] = {}): KubernetesConnection {
    return new KubernetesConnection(() => this.config(options));
  }

  /** Creates objects, or puts them in the place of those that are there; the version of the last. */
  put(...objects: KubeObject[]): string {
    for (const object of objects) {
      const served = asServed(object);
      const { kind, metadata } = served;
      const { namespace, name } = metadata;
      if (namespace !== undefined) this.#ensureNamespace(namespace);
      if (this.#store.get(kind, namespace, name) === undefined) this.#store.create(served);
      else this.#store.update(served);
    }
    return String(this.#store.resourceVersion);
  }

  remove(...objects: KubeObject[]): void {
    for (const { kind, metadata } of objects.map(asServed))
      this.#store.delete(kind, metadata.namespace, metadata.name);
  }

  /** Serves a group from now on, with the kinds that the tests know of it. */
  serve(group: string, ...versions: readonly string[]): void {
    for (const { kind, scope, version, plural = `${kind.toLowerCase()}s` } of KINDS.filter(
      (one) => one.group === group,
    )) {
      const names = { kind, plural, singular: kind.toLowerCase() };
      const own = version === undefined ? versions : [version];
      const served = own.map((name, index) => ({ name, served: true, storage: index === 0 }));
      this.#store.create({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${names.plural}.${group}` },
        spec: { group, scope, names, versions: served },
      });
    }
  }

  /** Lets the version grow, as changes elsewhere do, and tells it to the watches; the version. */
  bookmark(path: string): string {
    this.#store.modify('Namespace', undefined, 'default', ({ metadata }) => {
      metadata.annotations = { at: String(this.#store.resourceVersion) };
    });
    const resourceVersion = String(this.#store.resourceVersion);
    for (const response of this.#standing(path))
      response.write(lineOf('BOOKMARK', { metadata: { resourceVersion } }));
    return resourceVersion;
  }

  /** Ends the watches in good order, as the API server does after `timeoutSeconds`; `refusal` stands in the stream. */
  endWatches(path: string, refusal?: Refusal): void {
    for (const response of this.#standing(path)) {
      this.#watchesOf(path).delete(response);
      response.end(refusal === undefined ? '' : lineOf('ERROR', statusOf(refusal)));
    }
  }

  /** Destroys every connection, in the middle of what it carries. */
  breakConnections(): void {
    this.#server.closeAllConnections();
  }

  /** Refuses requests, all or the next few; the function returned ends that. */
  refuse(verb: Verb, path: string, refusal: Refusal): () => void {
    const entry = { ...refusal, verb, path, left: refusal.times ?? Number.POSITIVE_INFINITY };
    this.#refusals.add(entry);
    return () => this.#refusals.delete(entry);
  }

  /** How many watches stand. */
  watching(path: string): number {
    return this.#standing(path).length;
  }

  /** The queries it got. */
  asked(verb: Verb, path: string): Query[] {
    return this.#requests.filter((asked) => asked.verb === verb && asked.path === path).map((r) => r.query);
  }

  /** What it was asked to write, reviews aside, and in whose name. */
  get writes() {
    return this.#requests.filter(
      ({ verb, path }) => verb !== 'get' && verb !== 'watch' && !path.endsWith('accessreviews'),
    );
  }

  /** Listens, again on the port it had before. */
  async resume(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  /** Breaks every connection and takes no more. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.#requests.push(requestOf(request)) > MAX_REQUESTS) this.#requests.splice(0, MAX_REQUESTS / 2);
    this.#handle(request, response);
  }

  /** The faults, and the logs, of those who may ask. */
  #intercept(request: IncomingMessage, response: ServerResponse): boolean {
    const { verb, path, query } = requestOf(request);
    const refusal = [...this.#refusals].find((r) => r.verb === verb && r.path === path && r.left > 0);
    if (refusal !== undefined) {
      refusal.left -= 1;
      refuse(response, refusal);
      return true;
    }
    if (path.endsWith('/log')) {
      this.#log(path, query, response);
      return true;
    }
    if (verb === 'watch') this.#remember(path, response);
    return false;
  }

  #remember(path: string, response: ServerResponse): void {
    const watches = this.#watchesOf(path);
    watches.add(response);
    response.on('close', () => watches.delete(response));
  }

  /** The watches that were answered. */
  #standing(path: string): ServerResponse[] {
    return [...this.#watchesOf(path)].filter(({ headersSent }) => headersSent);
  }

  #watchesOf(path: string): Set<ServerResponse> {
    const watches = this.#watches.get(path) ?? new Set();
    this.#watches.set(path, watches);
    return watches;
  }

  #log(path: string, query: Query, response: ServerResponse): void {
    const [, namespace, name] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(path) ?? [];
    const log = this.logs.get(`${namespace}/${name}`);
    if (log === undefined) refuse(response, { status: 404, message: `pods "${name}" not found` });
    else log(response, query);
  }

  #ensureNamespace(name: string): void {
    if (this.#store.get('Namespace', undefined, name) !== undefined) return;
    this.#store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
      status: { phase: 'Active' },
    });
  }
}

/** An object as it is stored: a pod where it has a namespace and says no kind, a node where it has none. */
function asServed({ metadata, ...object }: KubeObject): ServedObject {
  const { resourceVersion: _, ...kept } = metadata;
  const kind = metadata.namespace === undefined ? 'Node' : 'Pod';
  return { apiVersion: 'v1', kind, ...object, metadata: kept };
}

/** What a request asks for. */
function requestOf({ method, url, headersDistinct }: IncomingMessage): {
  verb: Verb;
  path: string;
  query: Query;
  /** In whose name; null in that of whose token it is. */
  as: { user: string; groups: readonly string[] } | null;
} {
  const [user] = headersDistinct['impersonate-user'] ?? [];
  const groups = headersDistinct['impersonate-group'] ?? [];
  const { pathname: path, searchParams } = new URL(`http://kubernetes${url}`);
  const query = Object.fromEntries(searchParams);
  return {
    verb: verbOf(method, query),
    path,
    query,
    as: user === undefined ? null : { user: asRead(user), groups: groups.map(asRead) },
  };
}

/** Kubernetes takes headers for UTF-8, and Node for Latin-1. */
const asRead = (header: string) => Buffer.from(header, 'latin1').toString();

function verbOf(method: string | undefined, query: Query): Verb {
  if (method === 'POST') return query['dryRun'] === 'All' ? 'try' : 'create';
  if (method === 'PUT') return 'replace';
  if (method === 'DELETE') return 'delete';
  return query['watch'] === 'true' ? 'watch' : 'get';
}

const lineOf = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;

const statusOf = ({ status: code, message }: Refusal) => ({ kind: 'Status', code, message });

function refuse(response: ServerResponse, refusal: Refusal): void {
  response
    .writeHead(refusal.status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify(statusOf(refusal)));
}
